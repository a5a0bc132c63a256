import { sql } from 'kysely'
import type { DbContext } from '../db/index.ts'
import { waysToFind } from '../facts/index.ts'
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

/** Customers whom a person looks for (`waysToFind`), at most `limit`: whoever has exactly the id comes first. */
export async function searchCustomers(
  { db }: Pick<DbContext, 'db'>,
  text: string,
  limit: number,
): Promise<readonly SoughtCustomer[]> {
  const found = new Map<number, SoughtCustomer>()
  for (const where of waysToFind(text)) {
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

/** Whom a filter means: the keys, and whether there are more. */
export interface MeantCustomers {
  readonly keys: readonly number[]
  readonly more: 'all' | 'more'
}

/** The customer with exactly this id or address, else those whom a search finds, at most `limit`. */
export async function customersMeant(ctx: Pick<DbContext, 'db'>, text: string, limit: number): Promise<MeantCustomers> {
  const found = await searchCustomers(ctx, text, limit + 1)
  const named = fold(text.trim())
  const exact = found.find(({ id, email }) => id === text.trim() || (email !== null && fold(email) === named))
  if (exact) return { keys: [exact.key], more: 'all' }
  return { keys: found.slice(0, limit).map(({ key }) => key), more: found.length > limit ? 'more' : 'all' }
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
