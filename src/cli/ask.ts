import { createInterface } from 'node:readline/promises'
import type { Io } from './io.ts'

/** True when somebody sits at a terminal who can answer. */
export function canAsk(io: Io, flags: { input: boolean }): boolean {
  return flags.input && Boolean(io.stdin.isTTY) && Boolean(io.stderr.isTTY)
}

/** Asks a yes/no question on stderr; everything but y or yes is no. */
export async function askYes(io: Io, question: string): Promise<boolean> {
  return /^y(es)?$/i.test(await ask(io, `${question} [y/N] `))
}

/** Asks on stderr for a number to be typed, with or without separators; undefined for everything else. */
export async function askNumber(io: Io, question: string): Promise<number | undefined> {
  const answer = (await ask(io, `${question} `)).replaceAll(/[, ]/g, '')
  return /^\d+$/.test(answer) ? Number(answer) : undefined
}

async function ask(io: Io, question: string): Promise<string> {
  const prompt = createInterface({ input: io.stdin, terminal: false })
  io.stderr.write(question)
  try {
    for await (const answer of prompt) return answer.trim()
    return ''
  } finally {
    prompt.close()
  }
}
