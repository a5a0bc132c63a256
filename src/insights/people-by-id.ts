import type { DbContext } from '../db/index.ts'

/** Of a customer what one calls them by. */
export interface NamedCustomer {
  readonly id: string
  readonly email: string | null
  readonly first_name: string | null
  readonly last_name: string | null
}

/** Customers of a page by their own ids. */
export async function peopleById(
  { db }: DbContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NamedCustomer>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('customers')
    .select(['id', 'email', 'first_name', 'last_name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
