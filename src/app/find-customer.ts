import type { DbContext } from '../db/index.ts'
import { fold } from '../text/index.ts'

/** A customer as a person names one. */
export interface FoundCustomer {
  readonly key: number
  readonly id: string
  /** First and last name, else the address, else the id. */
  readonly name: string
}

/** The customer with this id or e-mail address, whatever the case of its letters. */
export async function findCustomer({ db }: Pick<DbContext, 'db'>, named: string): Promise<FoundCustomer | undefined> {
  const columns = ['key', 'id', 'email', 'first_name', 'last_name'] as const
  const byId = await db.selectFrom('customers').select(columns).where('id', '=', named).executeTakeFirst()
  const row =
    byId ??
    (await db.selectFrom('customers').select(columns).where('email_folded', '=', fold(named.trim())).executeTakeFirst())
  return row && { key: row.key, id: row.id, name: nameOfCustomer(row) }
}

/** How to call customers and how to ask for them, by id: their names, and the address or else the id. */
export async function customerNames(
  { db }: Pick<DbContext, 'db'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly handle: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('customers')
    .select(['id', 'email', 'first_name', 'last_name'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, { name: nameOfCustomer(row), handle: row.email ?? row.id }]))
}

function nameOfCustomer(row: {
  id: string
  email: string | null
  first_name: string | null
  last_name: string | null
}): string {
  return [row.first_name, row.last_name].filter(Boolean).join(' ') || row.email || `customer ${row.id}`
}
