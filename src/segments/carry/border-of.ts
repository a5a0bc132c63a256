import { type RawBuilder, sql } from 'kysely'
import { rankOfShare } from '../../facts/index.ts'
import type { EvaluationContext } from '../context.ts'
import type { Standing } from '../standing.ts'
import { valueAtRank } from './value-at-rank.ts'
import type { Values } from './values.ts'
import { allValues, countOf, customersBetween } from './values-of.ts'
import type { Border } from './states.ts'

/** The border of a standing over kept values: the same that `borderQuery` finds among everybody. */
export async function borderOf(ctx: EvaluationContext, { condition }: Standing, values: Values): Promise<Border> {
  const count = countOf(values)
  if (count === 0) return null
  switch (condition.is) {
    case 'top share':
      return { value: valueAtRank(values, count, count - rankOfShare(count, condition.share)) }
    case 'bottom share':
      return { value: valueAtRank(values, count, rankOfShare(count, condition.share) - 1) }
    case 'top customers':
    case 'bottom customers':
      if (condition.customers > count) return null
      return customerAt(ctx, condition.is, condition.customers, { count, values })
    case 'above':
    case 'below':
      return { value: condition.of === 'median' ? median(values, count) : sumOf(allValues(values)) / count }
    default:
      return condition satisfies never
  }
}

/** Ties go to the smaller id. */
async function customerAt(
  { db, dialect }: EvaluationContext,
  is: 'top customers' | 'bottom customers',
  wanted: number,
  { count, values }: { readonly count: number; readonly values: Values },
): Promise<Border> {
  const value = valueAtRank(values, count, is === 'top customers' ? count - wanted : wanted - 1)
  const beyond = allValues(values).filter((one) => (is === 'top customers' ? one > value : one < value)).length
  const equal = customersBetween(values, value, value).map((customer) => [customer])
  const { rows } = await sql<{ id: string }>`
    select id from customers
    where key in (select customer from ${dialect.rows({ customer: 'integer' }, equal)} as equal)
    order by id
    limit 1 offset ${wanted - 1 - beyond}`.execute(db)
  return { value, id: rows[0]?.id ?? '' }
}

/** The middle value, the mean of the two middle ones when their number is even. */
function median(values: Values, count: number): number {
  const half = Math.floor(count / 2)
  const upper = valueAtRank(values, count, half)
  return count % 2 === 1 ? upper : (valueAtRank(values, count, half - 1) + upper) / 2
}

/** With the lost digits carried along (Neumaier 1974), as databases add. */
function sumOf(all: Float64Array): number {
  let [sum, lost] = [0, 0]
  for (const value of all) {
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}

/** A border as the one row that a query joins; none where there is no border. */
export function borderRow(border: Border): RawBuilder<unknown> {
  if (!border) {
    return sql`select cast(null as double precision) as value, cast(null as text) as id where 1 = 0`
  }
  return sql`select cast(${border.value} as double precision) as value, cast(${border.id ?? null} as text) as id`
}
