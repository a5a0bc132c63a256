import { anyText, type MapShape, shortPhrase } from '../yaml/index.ts'

/** `staff:` as editors, `fmt` and the reference know it. */
export const staffShape: MapShape = {
  is: 'map',
  keys: [
    {
      key: 'alerts',
      doc: 'Who hears, once a day and only if there is something, of numbers beyond their usual range and of good customers who became late. Whom a step `notify` names hears without it.',
      example: 'alerts: care@shop.example',
      missing: 'nobody',
      shape: anyText('care@shop.example'),
    },
    {
      key: 'at_most',
      doc: 'How many things one such email tells at most; the rest is a number.',
      example: 'at_most: 5 a day',
      missing: '5 a day',
      shape: shortPhrase('[0-9]{1,2} a day', '5 a day', '10 a day'),
    },
    {
      key: 'view',
      doc: 'Under which address people of the shop open the web view: such an email links to the customers it names.',
      example: 'view: https://perennial.shop.example',
      missing: 'no links',
      shape: anyText('https://perennial.shop.example'),
    },
  ],
  layout: 'line',
  order: 'of keys',
}
