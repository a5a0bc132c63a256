import { type MapShape, shortPhrase } from '../yaml/index.ts'

const percent = (...examples: readonly string[]) => shortPhrase('[0-9]+(?:\\.[0-9]+)? percent', ...examples)

/** `lifetime:` as editors, `fmt` and the reference know it. */
export const lifetimeShape: MapShape = {
  is: 'map',
  keys: [
    {
      key: 'margin',
      doc: 'What is left of the revenue after the cost of the goods.',
      example: 'margin: 30 percent',
      missing: 'no value with a margin is shown',
      shape: percent('30 percent', '45 percent'),
    },
    {
      key: 'acquisition_cost',
      doc: 'What it costs to win a customer, in the currency of the shop.',
      example: 'acquisition_cost: 10 EUR',
      missing: 'no value that takes it off is shown',
      shape: shortPhrase('[0-9]+(?:\\.[0-9]+)? [A-Z]{3}', '10 EUR', '4.50 EUR'),
    },
    {
      key: 'years',
      doc: 'For how many years a customer stays.',
      example: 'years: 3',
      missing: '3',
      shape: { is: 'value', type: 'number', examples: ['3', '1.5'] },
    },
    {
      key: 'discount',
      doc: 'By how much money a year from now is worth less than today; only predictions ask for it.',
      example: 'discount: 10 percent',
      missing: '10 percent',
      shape: percent('10 percent', '8 percent'),
    },
  ],
  layout: 'line',
  order: 'of keys',
}
