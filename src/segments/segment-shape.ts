import type { Fact, FileNames, Vocabulary } from '../facts/index.ts'
import { anyText, type KeyShape, type MapShape, oneWordOf, shortPhrase, wordList } from '../yaml/index.ts'
import { ruleShape } from './rule-shape.ts'

/** A file of `segments/` as editors, `fmt` and the reference know it. */
export function segmentShape(vocabulary: Vocabulary, names: FileNames): MapShape {
  const keys: KeyShape[] = [
    {
      key: 'segment',
      doc: 'The name: that of the file, and the first line.',
      example: 'segment: at-risk',
      shape: { is: 'value', examples: ['at-risk'], pattern: '^[a-z0-9][a-z0-9_-]*$' },
    },
    {
      key: 'title',
      doc: 'What people call it.',
      example: 'title: At risk of leaving',
      missing: 'the name',
      shape: anyText(),
    },
    {
      key: 'who',
      doc: 'The rule: groups of lines under `all`, `any` and `none`; several groups are joined by *and*.',
      example: 'who: {all: [{orders: at least 2}]}',
      shape: ruleShape(vocabulary, names),
    },
    {
      key: 'examples',
      doc: 'Made-up customers and whether they are in; `perennial test` tries them without a database.',
      example: 'examples: [{customer: {orders: 3, last_order: 120 days ago}, expect: in}]',
      missing: 'nothing is tried',
      shape: { is: 'list', of: exampleShape(vocabulary), layout: 'block' },
    },
    {
      key: 'guard',
      doc: 'A jump beyond it means bad data: campaigns that use the segment stop, with the reason.',
      example: 'guard: {daily_change: at most 25 percent, size: at most 40 percent}',
      missing: 'nothing is guarded',
      shape: guardShape,
    },
    { key: 'tags', doc: 'Words to find it by.', example: 'tags: [retention]', missing: 'none', shape: tagsShape },
  ]
  return { is: 'map', keys, needs: ['segment', 'who'], layout: 'block', order: 'of keys' }
}

/** What an example says of its customer: `{orders: 3, last_order: 120 days ago}`. */
export function customerShape(vocabulary: Vocabulary): MapShape {
  const facts = vocabulary.facts.map((fact): KeyShape => {
    const value = anyText(...valuesOf(fact, vocabulary))
    const list = { is: 'list', of: value, layout: 'line' } as const
    return { key: fact.name, doc: fact.doc, shape: { is: 'choice', of: [value, list, anyMap] } }
  })
  const events = vocabulary.events.map((event): KeyShape => {
    const value = anyText('anything')
    const examples = ['{times: exactly 2, within: 180 days}']
    return { key: event.name, doc: event.doc, shape: { is: 'choice', of: [value, anyMap], examples } }
  })
  return { is: 'map', keys: [...facts, ...events], layout: 'line', order: 'of keys' }
}

/** `tags: [retention]`. */
export const tagsShape = wordList(anyText())

const anyMap: MapShape = {
  is: 'map',
  keys: [],
  others: { key: '…', doc: '', shape: anyText() },
  layout: 'line',
  order: 'as written',
}

function exampleShape(vocabulary: Vocabulary): MapShape {
  const keys: KeyShape[] = [
    {
      key: 'customer',
      doc: 'What is known of the made-up customer: facts with a value each. All else is missing, counts are 0.',
      example: 'customer: {orders: 3, last_order: 120 days ago}',
      shape: customerShape(vocabulary),
    },
    {
      key: 'on',
      doc: 'The day on which it is asked.',
      example: 'on: 2026-05-01',
      missing: 'today',
      shape: shortPhrase('[0-9]{4}-[0-9]{2}-[0-9]{2}', '2026-05-01'),
    },
    {
      key: 'expect',
      doc: 'Whether the segment holds this customer.',
      example: 'expect: in',
      shape: oneWordOf('in', 'out'),
    },
  ]
  return { is: 'map', keys, needs: ['customer', 'expect'], layout: 'block', order: 'of keys' }
}

const bound = shortPhrase('at most [0-9]+(?:\\.[0-9]+)? percent', 'at most 25 percent', 'at most 40 percent')

const guardShape: MapShape = {
  is: 'map',
  keys: [
    {
      key: 'daily_change',
      doc: 'How much of the segment may come or go in a day.',
      example: 'daily_change: at most 25 percent',
      shape: bound,
    },
    {
      key: 'size',
      doc: 'How much of the base may be in it.',
      example: 'size: at most 40 percent',
      shape: bound,
    },
  ],
  layout: 'block',
  order: 'of keys',
}

function valuesOf({ kind, example, words }: Fact, { shop }: Vocabulary): readonly string[] {
  if (words && kind === 'word') return words
  switch (kind) {
    case 'count':
    case 'number':
      return ['0', '3', 'top 5 percent', 'missing']
    case 'quintile':
      return ['5', '3', 'missing']
    case 'percent':
      return ['30 percent', 'bottom 10 percent', 'missing']
    case 'duration':
      return ['30 days', 'missing']
    case 'money':
      return [`500 ${shop.currency}`, 'top 5 percent', 'missing']
    case 'past date':
      return ['120 days ago', 'today', '2026-03-01', 'never']
    case 'coming date':
    case 'date':
      return ['in 3 days', '120 days ago', '2026-03-01', 'missing']
    case 'yearly date':
    case 'anniversary':
      return ['today', 'in 3 days', '1990-03-14', '--03-14']
    case 'yes/no':
      return ['yes', 'no', 'missing']
    default:
      return /^[[{]/.test(example) ? ['missing'] : [example, 'missing']
  }
}
