import { sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import { columnOf, type FactValue, isEventQuestion, profileQuery, type Question, type When } from '../../facts/index.ts'
import { asOf, type EvaluationContext, whenOf } from '../context.ts'
import type { Scratch } from '../scratch.ts'
import { type Base, oneRow, stillFrom } from './base.ts'

/**
 * One customer as of any instant: what rules ask is read through the indexes of that customer's rows. Instants after
 * `ctx.now` are those of a world in which nothing else happens.
 */
export interface OneCustomer {
  readonly ctx: EvaluationContext
  /** Key and the shop's own id. */
  readonly key: number
  readonly id: string
  /** First dated trace; null: exists always. */
  readonly existsFrom: Instant | null
  readonly base: Base
  whenAt(at: Instant): When
  /** Answers by column, events counting only after `since` where it is given. */
  answers(questions: readonly Question[], at: Instant, since?: Instant): Promise<Answers>
}

export type Answers = Readonly<Record<string, FactValue>>

/** Opens a customer by key; what was read once is kept as long as the evaluation is open. */
export async function openCustomer(
  ctx: EvaluationContext,
  key: number,
  scratch: Scratch,
  base: Base,
): Promise<OneCustomer> {
  const row = await ctx.db
    .selectFrom('customers')
    .select(['id', 'exists_from'])
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  const still = stillFrom(base, ctx.now)
  const read = remembering(await openReader(ctx, key, scratch))
  const scored = remembering((questions, at) => still.scores(key, questions, at))
  return {
    ctx,
    key,
    id: row.id,
    existsFrom: row.exists_from,
    base: still,
    whenAt: (at) => whenOf(asOf(ctx, at)),
    async answers(questions, at, since) {
      const scores = questions.filter((question) => asksScores(question, ctx))
      const own = questions.filter((question) => !asksScores(question, ctx))
      const steady = at > ctx.now ? await steadyAnswers(read, own, ctx.now, since) : {}
      const rest = own.filter((question) => !(columnOf(question) in steady))
      return { ...steady, ...(await read(rest, at, since)), ...(await scored(scores, Math.min(at, ctx.now))) }
    },
  }
}

/** True for questions that only the whole base can answer. */
export function asksScores(question: Question, { vocabulary }: EvaluationContext): boolean {
  return !isEventQuestion(question) && vocabulary.fact(question.fact)?.rows === 'scores'
}

type Read = (questions: readonly Question[], at: Instant, since?: Instant) => Promise<Answers>

/** Each question is read once for a moment. */
function remembering(read: Read): Read {
  const known = new Map<string, Answers>()
  return async (questions, at, since) => {
    const moment = `${at} ${since ?? ''}`
    const before = known.get(moment) ?? {}
    const missing = questions.filter((question) => !(columnOf(question) in before))
    const all = missing.length === 0 ? before : { ...before, ...(await read(missing, at, since)) }
    known.set(moment, all)
    return all
  }
}

/** Beyond every day that is asked about. */
const HORIZON = 420 * 86_400_000

/** What is the same now and beyond every day that is asked about is the same in between. */
async function steadyAnswers(
  read: Read,
  questions: readonly Question[],
  now: Instant,
  since: Instant | undefined,
): Promise<Answers> {
  const plain = questions.filter(isPlain)
  if (plain.length === 0) return {}
  const [first, last] = [await read(plain, now, since), await read(plain, now + HORIZON, since)]
  const steady = plain.map(columnOf).filter((column) => first[column] === last[column])
  return Object.fromEntries(steady.map((column) => [column, first[column] ?? null]))
}

/** Windows let happenings in and out: such an answer may come and go. */
function isPlain(question: Question): boolean {
  return !isEventQuestion(question) || (question.window === undefined && question.followedBy === undefined)
}

/** Reads from one scratch row that is moved from instant to instant, so that no table is made for each. */
async function openReader(ctx: EvaluationContext, key: number, scratch: Scratch): Promise<Read> {
  const subject = await scratch.make('one', oneRow(key, ctx.now))
  return async (questions, at, since) => {
    await sql`update ${sql.table(subject)} set at = ${at}, since = ${since ?? null}`.execute(ctx.db)
    const then = asOf(ctx, at)
    const query = profileQuery(then, { of: 'rows', table: subject, today: whenOf(then).today }, questions)
    const { rows } = await sql<Record<string, FactValue>>`select * from (${query}) as profile`.execute(ctx.db)
    return rows[0] ?? {}
  }
}
