import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDb } from '../../src/db/index.ts'
import { buildChild } from '../deliver/built-child.ts'

const first = Date.parse('2026-03-01T08:00:00Z')
const day = 86_400_000

let dir: string
let child: string
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'perennial-ticks-'))
  child = await buildChild(join(import.meta.dirname, 'tick-child.ts'))
  await (await openDb('sqlite:shop.db', dir, first)).close()
})
afterAll(() => {
  rmSync(dir, { recursive: true, force: true })
})

it('four processes tick at the same instants on one database: each slot is run once, by one of them', async () => {
  const processes = await Promise.all([1, 2, 3, 4].map(startProcess))
  for (let days = 0; days < 40; days += 1) {
    // Every seventh day all of them are asleep, the next is a catch-up.
    if (days % 7 === 6) continue
    for (const minutes of [0, 1]) await allTickAt(processes, first + days * day + minutes * 60_000)
  }
  for (const process of processes) process.disconnect()

  const slots = readFileSync(join(dir, 'ran'), 'utf8').trim().split('\n').map(Number)
  expect(slots).toHaveLength(40)
  expect([...new Set(slots)].sort((a, b) => a - b)).toEqual(slots)
  const { db, close } = await openDb('sqlite:shop.db', dir, first)
  const runs = await db.selectFrom('runs').select(['slot', 'state']).orderBy('slot').execute()
  await close()
  expect(runs).toEqual(slots.map((slot) => ({ slot, state: 'done' })))
})

async function startProcess(): Promise<ChildProcess> {
  const process = fork(child, [dir], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await once(process, 'message')
  return process
}

async function allTickAt(processes: readonly ChildProcess[], now: number): Promise<void> {
  const ticked = processes.map((process) => once(process, 'message'))
  for (const process of processes) process.send(now)
  await Promise.all(ticked)
}
