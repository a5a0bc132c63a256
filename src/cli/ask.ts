import { createInterface } from 'node:readline/promises'
import type { Io } from './io.ts'

/** True when somebody sits at a terminal who can answer. */
export function canAsk(io: Io, flags: { input: boolean }): boolean {
  return flags.input && Boolean(io.stdin.isTTY) && Boolean(io.stderr.isTTY)
}

/** Asks a yes/no question on stderr; everything but y or yes is no. */
export async function askYes(io: Io, question: string): Promise<boolean> {
  const prompt = createInterface({ input: io.stdin, terminal: false })
  io.stderr.write(`${question} [y/N] `)
  try {
    for await (const answer of prompt) return /^y(es)?$/i.test(answer.trim())
    return false
  } finally {
    prompt.close()
  }
}
