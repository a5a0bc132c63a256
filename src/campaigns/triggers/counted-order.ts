import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Shop, uncountedStatuses } from '../../config/index.ts'

/** Whether the order under an alias counts, by its status. */
export function countedOrder(shop: Shop, alias: string): RawBuilder<SqlBool> {
  const status = sql.ref(`${alias}.status`)
  if (shop.countedStatuses) return sql`${status} in (${sql.join(shop.countedStatuses)})`
  return sql`${status} not in (${sql.join([...uncountedStatuses])})`
}
