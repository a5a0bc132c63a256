import { sql } from 'kysely'
import { whereAll } from './layout.ts'
import { localDayOf } from './local-day.ts'
import type { Part } from './part.ts'
import type { Scope } from './scope.ts'
import { populationOf, type Staging } from './staging.ts'

/**
 * The row `rhythm` of each subject with counted orders on three days or more, from the staged orders: twice the median
 * gap in days (so that the mean of two middle gaps is whole) and the number of the latest day.
 */
export function rhythmRows(scope: Scope, staging: Staging): Part {
  const zoned = { shop: scope.when.shop, now: scope.ctx.now }
  return {
    ctes: [
      {
        name: 'order_days',
        rows: 'one row per subject and day with a counted order',
        query: sql`select distinct o.subject, ${localDayOf(zoned, sql`o.ordered_at`)} as day
  from ordered as o${whereAll(populationOf('bought', scope, staging))}`,
      },
      {
        name: 'gaps',
        rows: 'the same with the days since the one before',
        query: sql`select subject, day, day - lag(day) over (partition by subject order by day) as gap
  from order_days`,
      },
      {
        name: 'ranked_gaps',
        rows: 'one row per gap: its place among those of the subject, by length',
        query: sql`select subject, day, gap,
    row_number() over (partition by subject order by gap) as place,
    count(*) over (partition by subject) as gaps
  from gaps
  where gap is not null`,
      },
      {
        name: 'rhythm',
        rows: 'one row per subject with orders on three days or more',
        query: sql`select subject, max(day) as last_day,
    cast(
      sum(case when place in ((gaps + 1) / 2, (gaps + 2) / 2) then gap end) * 2
      / sum(case when place in ((gaps + 1) / 2, (gaps + 2) / 2) then 1 end) as bigint
    ) as double_gap
  from ranked_gaps
  where gaps >= 2
  group by subject`,
      },
    ],
    joins: ['rhythm'],
    answers: new Map(),
  }
}
