import { recommendShape } from '../config/index.ts'
import type { FileNames } from '../facts/index.ts'
import {
  anyText,
  type KeyShape,
  type ListShape,
  type MapShape,
  oneWordOf,
  type Shape,
  shortPhrase,
} from '../yaml/index.ts'
import { stepKeys } from './read-steps.ts'

/** `steps:`, where each item is an email, a wait, or a word to somebody of the shop. */
export function stepsShape(rule: Shape, { templates, segments }: FileNames): ListShape {
  const described: Readonly<Record<string, Omit<KeyShape, 'key'>>> = {
    send: {
      doc: 'An email: the name of a template in `templates/`.',
      example: 'send: welcome-1',
      shape: anyText(...templates),
    },
    id: {
      doc: "What keeps a customer's place when the template is renamed.",
      example: 'id: second-mail',
      missing: "the template's name",
      shape: anyText(),
    },
    subject: {
      doc: "A subject instead of the template's own.",
      example: 'subject: "Something for you, {{customer.first_name}}"',
      missing: "the template's `<mj-title>`",
      shape: anyText(),
    },
    variants: {
      doc: 'Versions of the email, each for a share of the customers; the shares add up to 100 percent.',
      example: 'variants: {A: {share: 50 percent}, B: {share: 50 percent, subject: It has been a while}}',
      missing: 'one version for all',
      shape: variantsShape(templates),
    },
    ...winnerKeys,
    coupon: {
      doc: 'A code in the email, as `coupon.*`.',
      example: 'coupon: {code: COMEBACK15, off: 15 percent, valid_for: 14 days}',
      missing: 'no coupon',
      shape: couponShape,
    },
    recommend: recommendKey(segments),
    only_if: {
      doc: 'A rule that decides about this step alone; the others go on.',
      example: 'only_if: {all: [{last_order: more than 30 days ago}]}',
      missing: 'always',
      shape: rule,
    },
    wait: {
      doc: "Calendar days to the campaign's `send_at`, or hours of elapsed time.",
      example: 'wait: 3 days',
      shape: shortPhrase('[0-9]+ (?:hours?|days?|weeks?|months?)', '3 days', '2 weeks', '36 hours'),
    },
    wait_until: {
      doc: 'Waits for the next such day of the week.',
      example: 'wait_until: Tuesday 10:00',
      shape: anyText('Tuesday 10:00', 'Friday'),
    },
    ...notifyKeys,
    survey: { doc: 'A question in the email; arrives with a later version.', example: 'survey: nps', shape: anyText() },
  }
  const keys = stepKeys.map((key) => ({ key, ...(described[key] ?? { doc: '', shape: anyText() }) }))
  return { is: 'list', of: { is: 'map', keys, layout: 'block', order: 'of keys' }, layout: 'block' }
}

function recommendKey(segments: readonly string[]): Omit<KeyShape, 'key'> {
  return {
    doc: 'What the email recommends, as `recommendations`; its `none` adds to that of the shop file, the rest stands in its place.',
    example: 'recommend: {at_most: 3, from: {category: tea}}',
    missing: 'as the shop file says',
    shape: recommendShape(segments),
  }
}

const winnerKeys = {
  until: {
    doc: "When one of the variants has won: by the campaign's goal, or by what its customers spend.",
    example: 'until: winner by conversions',
    missing: 'the variants go on beside each other',
    shape: oneWordOf('winner by conversions', 'winner by revenue'),
  },
  adopt: {
    doc: 'Who makes the winner the one that everybody new gets: you, or the daily run once it is proven.',
    example: 'adopt: automatically',
    missing: 'by hand',
    shape: oneWordOf('by hand', 'automatically'),
  },
} as const

const notifyKeys = {
  notify: {
    doc: 'A person of the shop hears of the customer in one email a day; the customer gets nothing.',
    example: 'notify: care@shop.example',
    shape: anyText('care@shop.example'),
  },
  do: {
    doc: 'What that person is to do, in plain words.',
    example: 'do: Call and ask how the grinder is',
    missing: 'only that the customer is there',
    shape: anyText(),
  },
} as const

function variantsShape(templates: readonly string[]): MapShape {
  const keys: KeyShape[] = [
    {
      key: 'share',
      doc: 'The share of the customers who get it, always the same ones.',
      example: 'share: 50 percent',
      shape: shortPhrase('[0-9]+(?:\\.[0-9]+)? percent', '50 percent'),
    },
    { key: 'subject', doc: 'Its own subject.', example: 'subject: It has been a while', shape: anyText() },
    { key: 'template', doc: 'Its own template.', example: 'template: we-miss-you', shape: anyText(...templates) },
  ]
  const version: MapShape = { is: 'map', keys, needs: ['share'], layout: 'line', order: 'of keys' }
  const others: KeyShape = { key: 'A', doc: 'A version of the email.', shape: version }
  return { is: 'map', keys: [], others, layout: 'block', order: 'as written' }
}

const couponShape: MapShape = {
  is: 'map',
  keys: [
    { key: 'code', doc: 'One code for everybody.', example: 'code: COMEBACK15', shape: anyText('COMEBACK15') },
    {
      key: 'off',
      doc: 'What it takes off.',
      example: 'off: 15 percent',
      shape: shortPhrase('[0-9]+(?:\\.[0-9]+)? (?:percent|[A-Z]{3})', '15 percent', '5 EUR'),
    },
    {
      key: 'valid_for',
      doc: 'How long it can be used after the email.',
      example: 'valid_for: 14 days',
      missing: 'no end',
      shape: shortPhrase('[0-9]+ (?:days?|weeks?)', '14 days', '4 weeks'),
    },
    {
      key: 'pool',
      doc: 'One code a customer, from a list; arrives with a later version.',
      example: 'pool: win-back',
      shape: anyText(),
    },
  ],
  layout: 'line',
  order: 'of keys',
}
