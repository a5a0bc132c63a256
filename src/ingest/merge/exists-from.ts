import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/**
 * True for a customer whom no customers file has named yet: known by a trace only. (A file without a sign-up date makes
 * `exists_from` null: such a customer holds for all times.)
 */
export const madeByTrace = (customer: string) =>
  sql<boolean>`(${sql.ref(`${customer}.exists_from`)} is not null and ${sql.ref(`${customer}.signed_up_at`)} is null)`

/** Sets anew from when customers exist: their earliest dated trace. `keys` is a query of customers' keys. */
export async function refreshExistsFrom(db: Db, keys: RawBuilder<unknown>): Promise<void> {
  const earliest = sql`(
    select min(trace.at)
    from (
      select customers.signed_up_at as at
      union all
      select min(orders.ordered_at) from orders where orders.customer = customers.key
      union all
      select min(events.at) from events where events.customer = customers.key
      union all
      select min(consents.at) from consents where consents.customer = customers.key
    ) as trace
  )`
  await sql`
    update customers
    set exists_from = coalesce(${earliest}, exists_from)
    where exists_from is not null
      and key in (${keys})
      and coalesce(${earliest}, exists_from) <> exists_from`.execute(db)
}
