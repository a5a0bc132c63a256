import { sql } from 'kysely'
import { dayNumber } from '../calendar/index.ts'
import type { Fact } from './fact.ts'

const tooFew = 'a customer with orders on fewer than three days has none'

/**
 * A customer's own rhythm: rows `rhythm`, made of the days with counted orders. `double_gap` is twice the median number
 * of days between them, so that the mean of the two middle gaps stays whole; `last_day` the number of the latest day.
 */
export const rhythmFacts: readonly Fact[] = [
  {
    name: 'usual_gap',
    kind: 'duration',
    doc: "Median number of days between the customer's days with counted orders; the mean of the two middle ones where their number is even.",
    example: 'at most 45 days',
    missing: tooFew,
    rows: 'rhythm',
    sql: () => sql`cast(rhythm.double_gap as double precision) / 2`,
  },
  {
    name: 'overdue_ratio',
    kind: 'number',
    doc: 'Days since the last order by the usual gap: at 2 the customer has been away twice as long as usual.',
    example: 'at least 2',
    missing: tooFew,
    rows: 'rhythm',
    sql: ({ today }) =>
      sql`cast(2 * (${sql.lit(dayNumber(today))} - rhythm.last_day) as double precision) / rhythm.double_gap`,
  },
]
