import { sql } from 'kysely'
import { columnOf, type ProfileContext, profileQuery } from '../facts/index.ts'

/** How many customers have a recency and a frequency score, 1 to 5; 5 is the best fifth. */
export interface ScoreCell {
  readonly recency: number
  readonly frequency: number
  readonly customers: number
}

const RECENCY = { fact: 'recency_score' }
const FREQUENCY = { fact: 'frequency_score' }

/** Customers with an order by recency and frequency score as of `ctx.now`; cells without customers are left out. */
export async function scoreGrid(ctx: ProfileContext): Promise<ScoreCell[]> {
  const [recency, frequency] = [sql.ref(columnOf(RECENCY)), sql.ref(columnOf(FREQUENCY))]
  const { rows } = await sql<ScoreCell>`
    select ${recency} as recency, ${frequency} as frequency, count(*) as customers
    from (${profileQuery(ctx, { of: 'everyone' }, [RECENCY, FREQUENCY])}) as scored
    where ${recency} is not null
    group by ${recency}, ${frequency}
    order by 1, 2`.execute(ctx.db)
  return rows.map((row) => ({
    recency: Number(row.recency),
    frequency: Number(row.frequency),
    customers: Number(row.customers),
  }))
}
