import type { Instant } from '../clock.ts'
import type { EvaluationContext, Flags } from './context.ts'
import { type FlagRule, flagsOf } from './flags.ts'
import { type Changes, changesQueries } from './history.ts'
import type { Members } from './members-of.ts'
import { type MembersKnown, openMembers } from './members.ts'
import { openScratch } from './scratch.ts'

/** Judges segments and rules for whole sets of customers; what it found out once it keeps until `close`. */
export interface Evaluation {
  readonly ctx: EvaluationContext
  /** Who is in segments as of an instant: one evaluation however many segments. */
  members(names: readonly string[], at?: Instant): Promise<Members>
  /**
   * A scratch table `(subject, <0/1 column per rule>)` for the rows of `table`, a scratch table
   * `(subject, customer, at, since)`: each row as of its own instant. Standings, and memberships that the rules ask
   * for, are those as of the latest `at` of the row's day.
   */
  flags(table: string, rules: readonly FlagRule[]): Promise<Flags>
  /** A scratch table `(customer, at)`: who entered or left a segment at the daily slots that `within` accepts. */
  changes(changes: Changes): Promise<string>
  /** What was found out about members at `ctx.now`, for the run that stores it. */
  readonly known: Pick<MembersKnown, 'carried' | 'ranked'>
  close(): Promise<void>
}

/** Opens an evaluation. Use it inside one transaction or connection: scratch tables belong to the connection. */
export function openEvaluation(ctx: EvaluationContext): Evaluation {
  const scratch = openScratch(ctx)
  const members = openMembers(ctx, scratch)
  return {
    ctx,
    members: (names, at = ctx.now) => members.of(names, at),
    flags: (table, rules) => flagsOf(ctx, table, rules, scratch, members.of),
    changes: async (changes) => scratch.gather('changes', await changesQueries(ctx, changes, members.of)),
    known: members,
    close: () => scratch.close(),
  }
}
