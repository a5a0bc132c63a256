import { sql } from 'kysely'
import type { Part } from './part.ts'

/**
 * The row `rhythm` of each subject with counted orders on three days or more (`order_days`): twice the median gap in
 * days (so that the mean of two middle gaps is whole) and the number of the latest day.
 */
export function rhythmRows(): Part {
  return {
    ctes: [
      {
        name: 'gaps',
        rows: 'one row per subject and day with a counted order: days since the one before',
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
