import type { EventDeclaration, Shop } from '../config/shop.ts'
import type { EventFilterKind, EventKind, EventMeasureKind } from './event.ts'

/** How often; every event has it, and it comes first. */
export const times: EventMeasureKind = { key: 'times', name: 'times', kind: 'count', doc: 'How often.', ofNothing: 0 }
const spent: EventMeasureKind = {
  key: 'spent',
  name: 'spent',
  kind: 'money',
  doc: 'Totals of the chosen lines, else of the orders; refunds taken off.',
  ofNothing: 0,
}

const product: EventFilterKind = {
  name: 'product',
  kind: 'text',
  doc: 'Id or SKU as written, else the exact name.',
  chooses: 'lines',
}
const category: EventFilterKind = { name: 'category', kind: 'text', doc: "The product's category.", chooses: 'lines' }

/** What happens to orders. */
export const orderEvents: readonly EventKind[] = [
  {
    name: 'bought',
    doc: 'Placed a counted order.',
    example: '{category: tea, times: at least 2, within: 180 days}',
    rows: 'orders',
    filters: [
      product,
      category,
      { name: 'brand', kind: 'text', doc: "The product's brand.", chooses: 'lines' },
      whole('coupon', 'text', 'The code used.'),
      whole('channel', 'text', 'The sales channel.'),
      whole('store', 'text', 'The store.'),
      whole('order_total', 'money', "The order's total, before refunds."),
    ],
    measures: [
      { ...times, doc: 'Orders with at least one chosen line.' },
      { key: 'items', name: 'items', kind: 'number', doc: 'Quantity of the chosen lines.', ofNothing: 0 },
      spent,
      { key: 'average', name: 'average', kind: 'money', doc: 'Spent before refunds, by order.', ofNothing: null },
      {
        key: 'largest',
        name: 'largest',
        kind: 'money',
        doc: 'The largest such order, before refunds.',
        ofNothing: null,
      },
      {
        key: 'distinct_products',
        name: 'distinct_products',
        kind: 'count',
        doc: 'Different products among the chosen lines.',
        ofNothing: 0,
      },
    ],
  },
  {
    name: 'returned',
    doc: 'Got money back for a counted order.',
    example: '{category: shoes, within: 1 year}',
    rows: 'orders',
    filters: [product, category],
    measures: [times, { ...spent, doc: "The money given back, under a line filter by the lines' share of the order." }],
  },
  {
    name: 'delivered',
    doc: 'Received a counted order.',
    example: '{within: 14 days}',
    rows: 'orders',
    filters: [product, category],
    measures: [times, spent],
  },
  {
    name: 'cancelled',
    doc: 'Cancelled an order.',
    example: '{times: at least 2}',
    rows: 'orders',
    filters: [product, category],
    measures: [times, { ...spent, doc: 'Totals of the chosen lines, else of the cancelled orders.' }],
  },
]

/** A filter that chooses the event as a whole. */
export function whole(name: string, kind: 'text' | 'money', doc: string): EventFilterKind {
  return { name, kind, doc, chooses: 'whole' }
}

/** The shop's own events, with a measure for each number or amount. */
export function ownEvents(shop: Shop): EventKind[] {
  return shop.events.map(ownEvent)
}

function ownEvent(declared: EventDeclaration): EventKind {
  const filters: EventFilterKind[] = Object.entries(declared.filters).map(([name, kind]) => ({
    name,
    kind,
    doc: `The event's own ${name} (${kind}).`,
    chooses: 'whole',
  }))
  return {
    name: declared.name,
    doc: declared.description ?? `The shop's own event "${declared.name}".`,
    example: '{times: at least 2, within: 30 days}',
    rows: 'events',
    filters,
    measures: [times, ...filters.flatMap(measuresOf)],
  }
}

function measuresOf(filter: EventFilterKind): EventMeasureKind[] {
  if (filter.kind === 'text') return []
  const { name: property, kind } = filter
  const measure = (name: 'sum' | 'average' | 'largest' | 'smallest', ofNothing: 0 | null): EventMeasureKind => ({
    key: `${name} of ${property}`,
    name,
    property,
    kind,
    doc: `The ${name} of the events' ${property}.`,
    ofNothing,
  })
  return [
    measure('sum', 0),
    measure('average', null),
    measure('largest', null),
    measure('smallest', null),
    {
      key: `distinct of ${property}`,
      name: 'distinct',
      property,
      kind: 'count',
      doc: `How many different ${property} values.`,
      ofNothing: 0,
    },
  ]
}
