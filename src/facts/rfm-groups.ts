import { type RawBuilder, sql } from 'kysely'

/** A group of customers by recency score and value (mean of frequency and monetary score), both ends in. */
export interface RfmGroup {
  readonly group: string
  readonly recency: readonly [from: number, to: number]
  readonly value: readonly [from: number, to: number]
  /** One sentence. */
  readonly doc: string
}

/** The groups: each pair of scores belongs to exactly one. */
export const rfmGroups: readonly RfmGroup[] = [
  { group: 'champions', recency: [5, 5], value: [4, 5], doc: 'Bought just now, and much.' },
  { group: 'loyal', recency: [3, 4], value: [4, 5], doc: 'Buy much, the last time not long ago.' },
  { group: 'potential loyalists', recency: [4, 5], value: [2, 3], doc: 'Bought lately, and more than once or well.' },
  { group: 'new customers', recency: [5, 5], value: [1, 1], doc: 'Bought just now, and little so far.' },
  { group: 'promising', recency: [4, 4], value: [1, 1], doc: 'Bought lately, and little so far.' },
  { group: 'need attention', recency: [3, 3], value: [3, 3], doc: 'In the middle of everything: may go either way.' },
  { group: 'about to sleep', recency: [3, 3], value: [1, 2], doc: 'Bought little, and not so lately.' },
  { group: 'at risk', recency: [2, 2], value: [3, 5], doc: 'Bought well, and have been away for long.' },
  { group: 'cannot lose them', recency: [1, 1], value: [4, 5], doc: 'Bought much, and have been away longest.' },
  { group: 'hibernating', recency: [2, 2], value: [1, 2], doc: 'Bought little, and have been away for long.' },
  { group: 'lost', recency: [1, 1], value: [1, 3], doc: 'Have been away longest.' },
]

/** The group of a customer's scores, null where there are none. */
export function rfmGroupSql(recency: RawBuilder<unknown>, value: RawBuilder<unknown>): RawBuilder<string | null> {
  const cases = rfmGroups.map(
    (one) => sql`when ${within(recency, one.recency)} and ${within(value, one.value)} then ${sql.lit(one.group)}`,
  )
  return sql<string | null>`case ${sql.join(cases, sql` `)} end`
}

function within(score: RawBuilder<unknown>, [from, to]: readonly [number, number]): RawBuilder<unknown> {
  if (from === to) return sql`${score} = ${sql.lit(from)}`
  return sql`${score} between ${sql.lit(from)} and ${sql.lit(to)}`
}
