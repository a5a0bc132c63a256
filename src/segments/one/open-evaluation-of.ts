import { sql } from 'kysely'
import { type Day, dayNumber, localDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import { columnOf, type FactValue, type Question } from '../../facts/index.ts'
import { asOf, columnsFor, type EvaluationContext, flagsOver } from '../context.ts'
import type { Evaluation } from '../evaluation.ts'
import type { FlagRule } from '../flags.ts'
import type { Rule } from '../rule.ts'
import { membersIn } from '../members-of.ts'
import { openScratch, type Scratch } from '../scratch.ts'
import { type Base, baseOf } from './base.ts'
import { type Explained, explain } from './explain.ts'
import { judgeOne } from './judge-one.ts'
import type { JudgeOne, Moves } from './judging.ts'
import { openHistory } from './open-history.ts'
import { type OneCustomer, openCustomer } from './one-customer.ts'
import { turningDays } from './turning-days.ts'

/** An evaluation that knows one customer only, and why each line of a rule is as it is. */
export interface EvaluationOf extends Evaluation {
  /** The same as of another instant; what was found out is shared, and closed with this one. */
  asOf(now: Instant): EvaluationOf
  /** A rule with the customer's value beside each line. Events count only after `since`, if given. */
  explain(rule: Rule, at?: Instant, since?: Instant): Promise<Explained>
  /** The customer's answer to a question, now. */
  answer(question: Question): Promise<FactValue>
  /** The customer's answers to some questions, now, by column; read together. */
  answers(questions: readonly Question[]): Promise<Readonly<Record<string, FactValue>>>
  /** The days up to `until` on which the answer to some line of the rules may turn though nothing happens. */
  turningDays(rules: readonly Rule[], until: Day): Promise<ReadonlySet<Day>>
}

/**
 * Opens an evaluation of one customer (key): the same answers as those for everybody, read through indexes only.
 * Standings and scores need the whole base by their meaning: `base` answers for it.
 */
export async function openEvaluationOf(
  ctx: EvaluationContext,
  customer: number,
  base: Base = baseOf(ctx),
): Promise<EvaluationOf> {
  const scratch = openScratch(ctx)
  const one = await openCustomer(ctx, customer, scratch, base)
  const judgeOf: JudgeOne = judgeOne(one, () => history)
  const history = openHistory(one, () => judgeOf)
  return evaluationAt(ctx, { scratch, one, judgeOf, moves: history.moves })
}

/** What evaluations of one customer as of several instants share. */
interface Shared {
  readonly scratch: Scratch
  readonly one: OneCustomer
  readonly judgeOf: JudgeOne
  readonly moves: Moves
}

function evaluationAt(ctx: EvaluationContext, shared: Shared): EvaluationOf {
  const { scratch, one, judgeOf, moves } = shared
  const written = (purpose: string, columns: readonly string[], rows: readonly (readonly number[])[]) =>
    scratch.make(purpose, givenRows(ctx, columns, rows))
  return {
    ctx,
    asOf: (now) => evaluationAt(asOf(ctx, now), shared),
    async members(names, at = ctx.now) {
      const columns = columnsFor(names)
      const row = [one.key]
      for (const name of names) row.push((await judgeOf.isMember(name, at)) ? 1 : 0)
      return membersIn(ctx.db, flagsOver(await written('members', ['customer', ...columns.values()], [row]), columns))
    },
    async flags(table, rules) {
      const columns = columnsFor(rules.map(({ name }) => name))
      const judged: number[][] = []
      for (const row of await rowsOf(ctx, table)) judged.push([row.subject, ...(await flagsOfRow(judgeOf, rules, row))])
      return flagsOver(await written('flags', ['subject', ...columns.values()], judged), columns)
    },
    async changes(changes) {
      const found = await moves(changes, ctx.now)
      const rows = found.map((at) => [one.key, at])
      return written('changes', ['customer', 'at'], rows)
    },
    explain: (rule, at = ctx.now, since) =>
      explain(rule, one, judgeOf, { at, latest: at, ...(since === undefined ? {} : { since }) }),
    answer: async (question) => (await one.answers([question], ctx.now))[columnOf(question)] ?? null,
    answers: (questions) => one.answers(questions, ctx.now),
    turningDays: (rules, until) => turningDays(rules, one, moves, until),
    known: { carried: async () => undefined, ranked: { values: new Map(), borders: new Map() } },
    close: () => scratch.close(),
  }
}

/** Whole numbers as the content of a scratch table. */
function givenRows({ dialect }: EvaluationContext, columns: readonly string[], rows: readonly (readonly number[])[]) {
  const types = Object.fromEntries(columns.map((name) => [name, 'integer' as const]))
  return sql`select * from ${dialect.rows(types, rows)} as given`
}

/** A row that rules are judged for. */
interface Row {
  readonly subject: number
  readonly at: Instant
  readonly latest: Instant
  readonly since: Instant | null
}

/** The rows of a scratch table; memberships are those as of the latest instant of a row's day. */
async function rowsOf({ db, vocabulary }: EvaluationContext, table: string): Promise<Row[]> {
  const { rows } = await sql<{ subject: number; at: number; since: number | null }>`
    select subject, at, since from ${sql.table(table)} order by subject`.execute(db)
  const dayOf = (at: Instant) => dayNumber(localDay(at, vocabulary.shop.timeZone))
  const latest = new Map<number, Instant>()
  for (const { at } of rows) latest.set(dayOf(at), Math.max(at, latest.get(dayOf(at)) ?? at))
  return rows.map((row) => ({ ...row, latest: latest.get(dayOf(row.at)) ?? row.at }))
}

async function flagsOfRow(judgeOf: JudgeOne, rules: readonly FlagRule[], row: Row): Promise<number[]> {
  const flags: number[] = []
  for (const { rule, since } of rules) {
    const moment = { at: row.at, latest: row.latest, ...(since && row.since !== null ? { since: row.since } : {}) }
    flags.push((await judgeOf.holds(rule, moment)) ? 1 : 0)
  }
  return flags
}
