import { type Clock, systemClock } from '../clock.ts'
import { processEnvironment, type Variables } from '../config/index.ts'

/** Where text goes: a terminal, a pipe, a file or a test. */
export interface Sink {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** Everything a command touches outside the shop's folder. */
export interface Io {
  /** The folder in which the command was typed. */
  readonly cwd: string
  readonly stdout: Sink
  readonly stderr: Sink
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly env: Variables
  readonly clock: Clock
  readonly interrupt: Interrupt
}

/**
 * How Ctrl-C reaches a command. One that must finish what it began takes over by `drain()` and watches `signal`; all
 * others are stopped at once, which is safe: what is not committed is rolled back.
 */
export interface Interrupt {
  readonly signal: AbortSignal
  drain(): void
}

/** The terminal and environment of this process. */
export function processIo(interrupt: Interrupt): Io {
  const { stdout, stderr, stdin } = process
  return { cwd: process.cwd(), stdout, stderr, stdin, env: processEnvironment(), clock: systemClock, interrupt }
}
