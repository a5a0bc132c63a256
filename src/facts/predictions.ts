import { sql } from 'kysely'
import { startOfDay } from '../calendar/index.ts'
import type { Shop } from '../config/shop.ts'
import type { Fact } from './fact.ts'
import { noonOf } from './profile/local-day.ts'

const byRhythm =
  "while there are too few data for a model, by the customer's own rhythm, which three days with orders give"

/**
 * What a customer will probably do: rows `predicted`. BG/NBD says who is still a customer and how often they order,
 * Gamma-Gamma what an order is worth (docs/models.md). Rounded, so that both databases give the same.
 */
export const predictionFacts: readonly Fact[] = [
  {
    name: 'alive_probability',
    kind: 'percent',
    doc: 'The chance that the customer has not left for good, by the model of this week (BG/NBD).',
    example: 'less than 30 percent',
    missing: `who ordered on one day only has none: the model learns of leaving from repeat orders; ${byRhythm}`,
    rows: 'predictions',
    sql: () => sql`case when predicted.x > 0 then floor(predicted.alive * 1000000 + 0.5) / 10000 end`,
  },
  {
    name: 'expected_orders',
    kind: 'number',
    doc: 'Orders that the customer is expected to place within the horizon of `predictions:`, a year where none is set.',
    example: 'at least 1.5',
    missing: `a customer without counted orders has none; ${byRhythm}`,
    rows: 'predictions',
    sql: () => sql`floor(predicted.alive * predicted.orders * 10000 + 0.5) / 10000`,
  },
  {
    name: 'lifetime_value',
    kind: 'money',
    doc: 'What these orders are worth today: their expected value times the margin of `lifetime:` (all of it where none is set), discounted.',
    example: 'at least 200 EUR',
    missing: `a customer without counted orders has none; ${byRhythm}`,
    rows: 'predictions',
    sql: ({ shop }) => {
      const margin = sql.lit(shop.lifetime.margin ?? 1)
      return sql`cast(floor(predicted.alive * predicted.discounted * predicted.order_value * ${margin} + 0.5) as bigint)`
    },
  },
]

/** `next_order_expected`: by the rhythm of the customer, or by the model where the shop wants that. */
export function nextOrderFact({ predictions }: Pick<Shop, 'predictions'>): Fact {
  const [rows, day] =
    predictions.nextOrder === 'model'
      ? (['predictions', sql`predicted.next_day`] as const)
      : (['rhythm', sql`(rhythm.last_day + (rhythm.double_gap + 1) / 2)`] as const)
  return {
    name: 'next_order_expected',
    kind: 'coming date',
    doc: 'The day of the last order and the usual gap later, half a day rounded up; with `predictions: {next_order: model}` the day by which half of such customers have ordered, by the model of the week of the last order.',
    example: 'within the next 7 days',
    missing:
      'a customer with orders on fewer than three days has none; by the model, one without orders, and who would come in more than ten years',
    rows,
    sql: ({ today, shop }) => noonOf({ shop, now: startOfDay(today, shop.timeZone) }, day),
  }
}
