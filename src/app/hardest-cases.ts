import { sql } from 'kysely'
import type { DbContext } from '../db/index.ts'
import { lastImport } from './data-age.ts'
import { type Pickable, PICKED } from './pick-customers.ts'

/** What makes a customer hard to write to. */
export type HardCase = 'longest name' | 'no name' | 'other script' | 'most items' | 'leap birthday'

/** A customer on whom emails break, and why. */
export interface HardestCase {
  readonly why: HardCase
  readonly customer: Pickable
}

/**
 * The customers on whom emails break, one of each kind, among the newest 20,000 and the newest 20,000 order lines: no
 * page waits for a reading of a whole table. Looked for anew after an import; names are never kept.
 */
export async function hardestCases({ db }: Pick<DbContext, 'db'>): Promise<HardestCase[]> {
  const stamp = await stampOf(db)
  const kept = known.get(db)
  const cases = kept?.stamp === stamp ? kept.cases : await lookedFor(db)
  known.set(db, { stamp, cases })
  if (cases.length === 0) return []
  const rows = await db
    .selectFrom('customers')
    .select(PICKED)
    .where(
      'key',
      'in',
      cases.map(({ key }) => key),
    )
    .where('email', 'is not', null)
    .execute()
  const byKey = new Map(rows.map((row) => [Number(row.key), { ...row, key: Number(row.key) }]))
  return cases.flatMap(({ why, key }) => {
    const customer = byKey.get(key)
    return customer ? [{ why, customer }] : []
  })
}

type Found = readonly { readonly why: HardCase; readonly key: number }[]

const known = new WeakMap<DbContext['db'], { readonly stamp: string; readonly cases: Found }>()

async function stampOf(db: DbContext['db']): Promise<string> {
  const { rows } = await sql<{ customers: number | null; lines: number | null }>`
    select (select max(key) from customers) as customers, (select max(key) from order_lines) as lines`.execute(db)
  return JSON.stringify([rows, await lastImport({ db })])
}

async function lookedFor(db: DbContext['db']): Promise<Found> {
  const { rows: newest } = await sql<Pickable>`
    select key, id, email, first_name, last_name, language
    from customers
    where email is not null
    order by key desc
    limit ${SOUGHT}`.execute(db)
  const longest = newest.reduce<Pickable | undefined>(
    (best, one) => (length(one) > length(best) ? one : best),
    undefined,
  )
  const found: [HardCase, Pickable | undefined][] = [
    ['longest name', longest],
    ['no name', newest.find((one) => !one.first_name)],
    ['other script', newest.find(({ first_name }) => first_name !== null && OTHER_SCRIPT.test(first_name))],
    ['most items', await withMostItems(db)],
    ['leap birthday', await bornOnLeapDay(db)],
  ]
  return found.flatMap(([why, customer]) => (customer ? [{ why, key: Number(customer.key) }] : []))
}

/** Among how many of the newest customers and order lines. */
const SOUGHT = 20_000

/** A letter that is not Latin. */
const OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/u

function length(one: Pickable | undefined): number {
  return `${one?.first_name ?? ''}${one?.last_name ?? ''}`.length
}

async function withMostItems(db: DbContext['db']): Promise<Pickable | undefined> {
  const { rows } = await sql<Pickable>`
    with newest_lines as (
      select "order"
      from order_lines
      where key > (select max(key) from order_lines) - ${SOUGHT}
    ),
    largest_orders as (
      select "order", count(*) as items
      from newest_lines
      group by "order"
      order by items desc, "order" desc
      limit 1
    )
    select c.key, c.id, c.email, c.first_name, c.last_name, c.language
    from largest_orders as l
    join orders as o on o.key = l."order"
    join customers as c on c.key = o.customer
    where c.email is not null`.execute(db)
  return rows[0]
}

function bornOnLeapDay(db: DbContext['db']): Promise<Pickable | undefined> {
  return db
    .selectFrom('customers')
    .select(PICKED)
    .where('birth_day', '=', '02-29')
    .where('email', 'is not', null)
    .orderBy('key')
    .limit(1)
    .executeTakeFirst()
}
