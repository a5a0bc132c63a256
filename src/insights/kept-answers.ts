import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'

/** Something that took long to count, as it was kept. */
export interface KeptAnswer {
  readonly name: string
  /** `dayNumber` of the shop's day. */
  readonly day: number
  readonly meaning: string
  readonly asOf: Instant
  /** The largest key of an order when it was counted. */
  readonly newestOrder: number
  readonly answer: unknown
}

/** The kept answers with these names, oldest day first, that mean the same as today. */
export async function keptAnswers(
  { db }: DbContext,
  names: readonly string[],
  meanings: readonly string[],
): Promise<readonly KeptAnswer[]> {
  if (names.length === 0) return []
  const rows = await db
    .selectFrom('kept_answers')
    .selectAll()
    .where('name', 'in', [...names])
    .where('meaning', 'in', [...meanings])
    .orderBy('name')
    .orderBy('day')
    .execute()
  return rows.map(({ as_of, newest_order, day, answer, ...row }) => ({
    ...row,
    day: Number(day),
    asOf: Number(as_of),
    newestOrder: Number(newest_order),
    answer: JSON.parse(answer) as unknown,
  }))
}

/** Keeps an answer in place of the one of the same name and day; `only`: in place of all others of its name. */
export async function keepAnswer({ db }: DbContext, kept: KeptAnswer, others: 'only' | 'beside others'): Promise<void> {
  const { name, day, meaning, asOf, newestOrder, answer } = kept
  await sql`
    insert into kept_answers (name, day, meaning, as_of, newest_order, answer)
    values (${name}, ${day}, ${meaning}, ${asOf}, ${newestOrder}, ${JSON.stringify(answer)})
    on conflict (name, day) do update set
      meaning = excluded.meaning, as_of = excluded.as_of,
      newest_order = excluded.newest_order, answer = excluded.answer`.execute(db)
  if (others === 'only') {
    await sql`delete from kept_answers where name = ${name} and day <> ${day}`.execute(db)
  }
}

/**
 * Drops what orders have come in for since that lie before it, and notes of all others that they are right still: only
 * orders that are new since then are read. Changes to old orders go unseen until somebody asks to count anew.
 */
export async function dropOutdated({ db }: DbContext): Promise<void> {
  const newest = await newestOrder({ db })
  const oldest = await sql<{ newest_order: number | null }>`
    select min(newest_order) as newest_order from kept_answers where newest_order < ${newest}`.execute(db)
  const known = oldest.rows[0]?.newest_order
  if (known === null || known === undefined) return
  await sql`
    delete from kept_answers
    where newest_order < ${newest}
      and as_of >= (select min(ordered_at) from orders where key > ${known})`.execute(db)
  await sql`update kept_answers set newest_order = ${newest} where newest_order < ${newest}`.execute(db)
}

/** Forgets all: whoever asks next counts anew. */
export async function forgetAnswers({ db }: DbContext): Promise<void> {
  await sql`delete from kept_answers`.execute(db)
}

/** The largest key of an order, 0 without orders: what is known of a later one is new. */
export async function newestOrder({ db }: Pick<DbContext, 'db'>): Promise<number> {
  const { rows } = await sql<{ key: number | null }>`select max(key) as key from orders`.execute(db)
  return Number(rows[0]?.key ?? 0)
}
