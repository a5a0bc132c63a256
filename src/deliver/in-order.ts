import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { SqlDialect } from '../db/index.ts'

/** True for messages of which `condition` is true, each taken in the order of its key: for one statement that changes many. */
export function inOrder(
  dialect: Pick<SqlDialect, 'locked'>,
  condition: RawBuilder<unknown>,
  others: 'wait' | 'skip' = 'wait',
): RawBuilder<SqlBool> {
  return sql`key in (
        select key
        from messages
        where ${condition}
        order by key
        ${dialect.locked(others, 'messages')}
      )`
}
