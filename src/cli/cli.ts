import type { Command } from 'commander'
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
  /** All commands; a command that needs to know the others finds them here. */
  readonly catalog: readonly CatalogEntry[]
  /** Set when the line has been read, which is before any action. */
  readonly globals: Globals
  readonly talk: Talk
  /** Wraps a command's work: what it returns is the exit code. */
  action<A extends unknown[]>(work: (...args: A) => Promise<number>): (...args: A) => Promise<void>
}

/** A command as the top help knows it. Its file, and what that needs, is loaded when it is called. */
export interface CatalogEntry {
  readonly name: string
  /** What follows the name in the help. */
  readonly usage: string
  /** One line. */
  readonly summary: string
  /** The few that everybody needs stand first. */
  readonly group: 'main' | 'more'
  load(): Promise<(command: Command, cli: Cli) => void>
}
