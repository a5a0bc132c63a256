import { type RawBuilder, sql } from 'kysely'
import type { DbContext } from '../db/index.ts'
import { fold } from '../text/index.ts'

/** A customer as a search finds one. */
export interface SoughtCustomer {
  readonly key: number
  readonly id: string
  readonly email: string | null
  readonly first_name: string | null
  readonly last_name: string | null
  readonly city: string | null
  readonly country: string | null
}

/**
 * Customers by id, by the beginning of their address, or by the beginnings of their names (`maja`, `horv`, `maja horv`),
 * at most `limit`: whoever has exactly the id comes first. Every way is a search in an index.
 */
export async function searchCustomers(
  { db }: Pick<DbContext, 'db'>,
  text: string,
  limit: number,
): Promise<readonly SoughtCustomer[]> {
  const sought = text.normalize('NFC').trim().replaceAll(/\s+/g, ' ').slice(0, LONGEST)
  if (sought === '') return []
  const found = new Map<number, SoughtCustomer>()
  for (const where of waysTo(sought)) {
    if (found.size >= limit) break
    const { rows } = await sql<SoughtCustomer>`
      select key, id, email, first_name, last_name, city, country
      from customers
      where ${where}
      limit ${limit}`.execute(db)
    for (const row of rows) found.set(Number(row.key), { ...row, key: Number(row.key) })
  }
  return [...found.values()].slice(0, limit)
}

/** The customers with the highest keys: where a list begins that nobody has searched yet. */
export async function newestCustomers({ db }: Pick<DbContext, 'db'>, limit: number): Promise<SoughtCustomer[]> {
  const rows = await db
    .selectFrom('customers')
    .select(['key', 'id', 'email', 'first_name', 'last_name', 'city', 'country'])
    .orderBy('key', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, key: Number(row.key) }))
}

const LONGEST = 200

function waysTo(sought: string): RawBuilder<unknown>[] {
  const [first = '', ...rest] = sought.split(' ')
  const last = rest.join(' ')
  const ways = [sql`id = ${sought}`, beginsWith('email_folded', fold(sought)), beginsWith('id', sought)]
  const names = spellings(sought).flatMap((name) => [beginsWith('last_name', name), beginsWith('first_name', name)])
  if (last === '') return [...ways, ...names]
  const both = spellings(last).flatMap((surname) =>
    spellings(first).flatMap((name) => [
      sql`${beginsWith('last_name', surname)} and ${beginsWith('first_name', name)}`,
      sql`${beginsWith('last_name', name)} and ${beginsWith('first_name', surname)}`,
    ]),
  )
  return [...ways, ...both, ...names]
}

/** A range of the index: from the text itself to the last text that begins with it. */
function beginsWith(column: string, text: string): RawBuilder<unknown> {
  return sql`${sql.ref(column)} >= ${text} and ${sql.ref(column)} < ${`${text}\uffff`}`
}

/** As typed, and as names are written: `horvat`, `Horvat`, `HORVAT`. */
function spellings(name: string): string[] {
  const capital = name
    .toLowerCase()
    .split(' ')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ')
  return [...new Set([name, capital, name.toUpperCase()])]
}
