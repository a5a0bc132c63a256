import { spawnSync } from 'node:child_process'
import { median } from './median.ts'
import { verdict } from './verdict.ts'

/** A command of Node and what it is called. */
export interface Command {
  readonly name: string
  readonly words: readonly string[]
}

/** How long a command takes beside a bare one: both in turns, so that a busy moment hits both; the medians count. */
export function compareCommands(ours: Command, bare: Command, { rounds, bar }: { rounds: number; bar: number }): void {
  const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
  for (let round = 0; round < rounds; round++) {
    times.bare.push(milliseconds(bare))
    times.ours.push(milliseconds(ours))
  }
  const [own, base] = [median(times.ours), median(times.bare)]
  const shown = ({ name }: Command, ms: number) => `${name.padEnd(22)}${ms.toFixed(0).padStart(6)} ms   `
  const ratio = own / base
  verdict(`${shown(ours, own)}${shown(bare, base)}ratio ${ratio.toFixed(2)} (at most ${bar})`, ratio <= bar)
}

function milliseconds({ name, words }: Command): number {
  const began = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stdout}${stderr}`)
  return performance.now() - began
}
