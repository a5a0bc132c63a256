import type { Io } from './io.ts'
import type { Talk } from './talk.ts'

/** Options that stand before or after any command. */
export interface Globals {
  /** The shop's folder, absolute. */
  readonly dir: string
  readonly database: string | undefined
  /** As written; read in the shop's zone. */
  readonly asOf: string | undefined
  readonly json: boolean
  readonly input: boolean
}

/** What a command is run with. */
export interface Cli {
  readonly io: Io
  /** Set when the line has been read, which is before any action. */
  readonly globals: Globals
  readonly talk: Talk
  /** Wraps a command's work: what it returns is the exit code. */
  action<A extends unknown[]>(work: (...args: A) => Promise<number>): (...args: A) => Promise<void>
}
