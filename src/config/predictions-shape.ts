import { type MapShape, shortPhrase } from '../yaml/index.ts'

/** `predictions:` as editors, `fmt` and the reference know it. */
export const predictionsShape: MapShape = {
  is: 'map',
  keys: [
    {
      key: 'horizon',
      doc: 'How far `expected_orders` and `lifetime_value` look ahead; a change counts from the next daily run on.',
      example: 'horizon: 365 days',
      missing: '365 days',
      shape: shortPhrase('[0-9]+ (?:days?|weeks?)', '365 days', '90 days', '26 weeks'),
    },
    {
      key: 'next_order',
      doc: "By what `next_order_expected` goes: the customer's own rhythm, or the model of the week of the last order.",
      example: 'next_order: model',
      missing: 'rhythm',
      shape: shortPhrase('rhythm|model', 'rhythm', 'model'),
    },
  ],
  layout: 'line',
  order: 'of keys',
}
