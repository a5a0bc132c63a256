import { sql } from 'kysely'
import type { Fact } from './fact.ts'
import { yearsSince } from './years.ts'

const among = 'customers with an order'
const nothing = 'a customer without counted orders has none: it meets no comparison'

/** What a customer's counted orders say: rows `o`, refunds taken off from their own instant on. */
export const orderFacts: readonly Fact[] = [
  {
    name: 'orders',
    kind: 'count',
    doc: 'Counted orders ever.',
    example: 'at least 2',
    missing: 'never missing: 0 without orders',
    rows: 'orders',
    ofNothing: 0,
    among,
    sql: () => sql`count(*)`,
  },
  {
    name: 'total_spent',
    kind: 'money',
    doc: 'Sum of counted orders, refunds taken off.',
    example: 'at least 500 EUR',
    missing: 'never missing: 0 without orders',
    rows: 'orders',
    ofNothing: 0,
    among,
    // A refund counts from its own instant on; without one it is as old as the order.
    sql: ({ at }) => sql`sum(case when o.refunded_at > ${at} then o.total else o.total - o.refunded_total end)`,
  },
  {
    name: 'average_order',
    kind: 'money',
    doc: 'Average total of counted orders, before refunds.',
    example: 'more than 60 EUR',
    missing: nothing,
    rows: 'orders',
    among,
    sql: () => sql`cast(sum(o.total) as double precision) / count(*)`,
  },
  {
    name: 'largest_order',
    kind: 'money',
    doc: 'Total of the largest counted order, before refunds.',
    example: 'at least 200 EUR',
    missing: nothing,
    rows: 'orders',
    among,
    sql: () => sql`max(o.total)`,
  },
  {
    name: 'first_order',
    kind: 'past date',
    doc: 'The first counted order.',
    example: 'within the last 30 days',
    missing: 'never: a customer without counted orders',
    rows: 'orders',
    sql: () => sql`min(o.ordered_at)`,
  },
  {
    name: 'last_order',
    kind: 'past date',
    doc: 'The latest counted order.',
    example: 'more than 180 days ago',
    missing: 'never: a customer without counted orders',
    rows: 'orders',
    sql: () => sql`max(o.ordered_at)`,
  },
  {
    name: 'first_order_anniversary',
    kind: 'anniversary',
    doc: 'The day of the first counted order, in each later year.',
    example: 'within the next 7 days',
    missing: 'a customer without counted orders has none',
    rows: 'customers',
    needs: ['first_order'],
    sql: ({ answer }) => answer('first_order'),
  },
  {
    name: 'years_as_customer',
    kind: 'count',
    doc: 'Full years since the first counted order, else since sign-up.',
    example: 'at least 2',
    missing: 'a customer without counted orders and without a sign-up has none',
    rows: 'customers',
    needs: ['first_order', 'signed_up'],
    sql: (view) => yearsSince(sql`coalesce(${view.answer('first_order')}, ${view.answer('signed_up')})`, view),
  },
]
