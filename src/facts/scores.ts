import { sql } from 'kysely'
import type { Fact } from './fact.ts'
import { rfmGroupSql, rfmGroups } from './rfm-groups.ts'

const missing = 'a customer without counted orders has none'
const needs = ['last_order', 'orders', 'total_spent']

/**
 * Scores among all customers with a counted order as of the day: rows `scores`. 5 is the best fifth; who ties with its
 * last customer belongs to it, so that the better fifths may hold more.
 */
export const scoreFacts: readonly Fact[] = [
  {
    name: 'recency_score',
    kind: 'quintile',
    doc: 'The fifth of the base by the day of the last order, 5 the latest; who ordered on one day ties and gets the better score.',
    example: 'at least 4',
    missing,
    rows: 'scores',
    needs,
    sql: () => sql`scores.recency`,
  },
  {
    name: 'frequency_score',
    kind: 'quintile',
    doc: 'The fifth of the base by the number of orders, 5 the most; ties get the better score.',
    example: 'at least 4',
    missing,
    rows: 'scores',
    needs,
    sql: () => sql`scores.frequency`,
  },
  {
    name: 'monetary_score',
    kind: 'quintile',
    doc: 'The fifth of the base by the total spent, refunds taken off, 5 the most; ties get the better score.',
    example: 'exactly 5',
    missing,
    rows: 'scores',
    needs,
    sql: () => sql`scores.monetary`,
  },
  {
    name: 'rfm_group',
    kind: 'word',
    words: rfmGroups.map(({ group }) => group),
    doc: 'Where the recency score and the value (the mean of frequency and monetary score, half a point rounded up) meet.',
    example: '[champions, loyal]',
    missing,
    rows: 'scores',
    needs,
    sql: () => rfmGroupSql(sql`scores.recency`, sql`(scores.frequency + scores.monetary + 1) / 2`),
  },
]
