import { type RawBuilder, sql } from 'kysely'
import { whereAll } from './layout.ts'
import { localDayOf } from './local-day.ts'
import type { Cte } from './part.ts'
import type { Scope } from './scope.ts'
import { populationOf, type Staging } from './staging.ts'

/** The days with counted orders, from the staged orders: orders of one day count once. None where `only` is false. */
export function orderDays(scope: Scope, staging: Staging, only: RawBuilder<unknown> | undefined): Cte {
  const day = localDayOf({ shop: scope.when.shop, now: scope.ctx.now }, sql`o.ordered_at`)
  const conditions = [...populationOf('bought', scope, staging), ...(only ? [only] : [])]
  return {
    name: 'order_days',
    rows: 'one row per subject and day with a counted order',
    query: sql`select distinct o.subject, ${day} as day
  from ordered as o${whereAll(conditions)}`,
  }
}
