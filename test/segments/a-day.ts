import { sql } from 'kysely'
import { type OpenDb, onOneConnection, type Value } from '../../src/db/index.ts'
import type { Shop } from '../../src/config/shop.ts'
import { vocabularyOf } from '../../src/facts/index.ts'
import { type Evaluation, type Members, openEvaluation } from '../../src/segments/index.ts'
import { aShop } from '../support/naive/a-shop.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { someSegments } from './a-segment.ts'

/** An instant of the test shop, which lives in UTC unless it says otherwise. */
export function at(text: string): number {
  return Date.parse(text.length === 10 ? `${text}T08:00:00Z` : text)
}

/** Orders by customer: `{ana: ['2026-01-01', '2026-02-03 50']}`, an amount in EUR after the day (default 10). */
export type Orders = Readonly<Record<string, readonly string[]>>

/** A small shop with its segments, and ways to judge it as of any day. */
export interface Story extends OpenDb {
  /** Works in an evaluation as of a day; scratch tables are dropped afterwards. */
  on<T>(day: string, work: (evaluation: Evaluation) => Promise<T>): Promise<T>
  /** Ids of a segment's members by SQL. */
  members(day: string, name: string): Promise<string[]>
}

export async function aStory(orders: Orders, whos: Readonly<Record<string, string>>, changes: Partial<Shop> = {}) {
  const open = await openTestDb()
  const vocabulary = vocabularyOf(aShop({ timeZone: 'UTC', ...changes }))
  const segments = someSegments(whos, { vocabulary, events: 'ever' })
  await fillOrders(open, orders)
  const story: Story = {
    ...open,
    on: (day, work) =>
      onOneConnection(open.db, async (db) => {
        const evaluation = openEvaluation({ db, dialect: open.dialect, now: at(day), vocabulary, segments })
        const result = await work(evaluation)
        await evaluation.close()
        return result
      }),
    members: (day, name) =>
      story.on(day, async (evaluation) => idsIn(evaluation, await evaluation.members([name]), name)),
  }
  return story
}

/** Ids of a segment's members. */
export async function idsIn({ ctx }: Evaluation, members: Members, name: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id
    from (${members.list(name)}) as members
    join customers on customers.key = members.customer
    order by id`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

async function fillOrders({ db, dialect }: OpenDb, orders: Orders): Promise<void> {
  const people: Value[][] = []
  const rows: Value[][] = []
  for (const [i, [id, days]] of Object.entries(orders).entries()) {
    const instants = days.map((day) => at(day.split(' ')[0] ?? ''))
    people.push([i + 1, id, instants.length === 0 ? null : Math.min(...instants)])
    for (const [n, day] of days.entries()) {
      rows.push([`${id}-${n}`, i + 1, instants[n] ?? 0, Number(day.split(' ')[1] ?? 10) * 100, 'EUR', 'paid'])
    }
  }
  await dialect.runMany(db, 'insert into customers (key, id, exists_from) values (?, ?, ?)', people)
  const insert = 'insert into orders (id, customer, ordered_at, total, currency, status) values (?, ?, ?, ?, ?, ?)'
  await dialect.runMany(db, insert, rows)
}
