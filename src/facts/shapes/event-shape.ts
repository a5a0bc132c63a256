import type { ChoiceShape, KeyShape, MapShape, Shape, ValueShape, YamlMap, YamlNode } from '../../yaml/index.ts'
import type { EventFilterKind, EventKind, EventMeasureKind } from '../event.ts'
import type { KindName } from '../kind.ts'
import { kindNamed } from '../kinds/index.ts'
import { pastDateForms } from '../kinds/date-forms.ts'
import { patternOf } from '../kinds/phrase.ts'
import { span } from '../kinds/say-date.ts'
import { readWindow, sayWindow } from '../kinds/segment.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { phraseShape } from './fact-shape.ts'
import { yamlOf } from './said.ts'

/** An event as a key of a rule line: its filters, measures, windows and sequences. */
export function eventKey(event: EventKind, vocabulary: Vocabulary): KeyShape {
  const keys = [
    ...event.filters.map((filter) => filterKey(filter, vocabulary)),
    ...event.measures.map((measure) => measureKey(measure, vocabulary)),
    ...windowKeys(vocabulary),
    ...sequenceKeys(vocabulary),
  ]
  const map: MapShape = { is: 'map', keys, layout: 'line', order: 'of keys' }
  const { name: key, doc, example } = event
  return {
    key,
    doc: `${doc} Without a measure it means at least once, without a window ever.`,
    example: `${key}: ${example}`,
    shape: choice(map, [example, 'anything'], (node) => simplest(node, event)),
  }
}

/** An event with filters only, as triggers, sequences and goals name it. */
export function eventFilters(event: EventKind, vocabulary: Vocabulary): KeyShape[] {
  return event.filters.map((filter) => filterKey(filter, vocabulary))
}

/** `within: 30 days`, in days or weeks. */
export const daysWithin: ValueShape = {
  is: 'value',
  examples: ['7 days', '30 days', '2 weeks'],
  pattern: '^[0-9]+ (?:days?|weeks?)$',
  canonical: (node) => {
    const [, count, unit] = /^(\d+)\s+(day|week)s?$/i.exec(node.kind === 'scalar' ? node.text.trim() : '') ?? []
    if (count === undefined || unit === undefined) return undefined
    return yamlOf(span(Number(count), unit.toLowerCase() === 'week' ? 'weeks' : 'days'))
  },
}

function choice(map: MapShape, examples: readonly string[], canonical: (node: YamlNode) => YamlNode): ChoiceShape {
  const value: ValueShape = { is: 'value', examples: ['anything'], pattern: '^(?:anything|ever)$' }
  return { is: 'choice', of: [value, map], examples, canonical }
}

/** `ever`, no details at all and "at least once" all mean that it happened. */
function simplest(node: YamlNode, event: EventKind): YamlNode {
  const anything = yamlOf('anything') ?? node
  if (node.kind !== 'map') return node.kind === 'scalar' ? anything : node
  const measured = node.entries.filter(({ key }) => measureOf(event, key))
  const once = measured.length === 1 && measured[0]?.key === 'times' && isOnce(measured[0].value)
  const entries = node.entries
    .filter((entry) => !(once && entry === measured[0]))
    .map((entry) => ({ ...entry, key: keyOf(event, entry.key) }))
  return entries.length === 0 ? anything : ({ ...node, entries } satisfies YamlMap)
}

function isOnce(node: YamlNode): boolean {
  return node.kind === 'scalar' && /^at least 1$/i.test(node.text.replaceAll(/\s+/g, ' ').trim())
}

function measureOf(event: EventKind, key: string): EventMeasureKind | undefined {
  const filter = event.filters.some(({ name }) => name === key)
  return filter ? undefined : event.measures.find((measure) => measure.key === keyOf(event, key))
}

/** `sum` alone, where there is one number to sum up, is `sum of price`. */
function keyOf(event: EventKind, key: string): string {
  const taken = [...event.filters.map(({ name }) => name), ...event.measures.map((measure) => measure.key)]
  const meant = event.measures.filter(({ name, property }) => name === key && property !== undefined)
  return !taken.includes(key) && meant.length === 1 ? (meant[0]?.key ?? key) : key
}

function filterKey({ name, kind, doc }: EventFilterKind, vocabulary: Vocabulary): KeyShape {
  return { key: name, doc, shape: shapeOf(name, kind, vocabulary) }
}

function measureKey({ key, kind, doc }: EventMeasureKind, vocabulary: Vocabulary): KeyShape {
  return { key, doc, shape: shapeOf(key, kind, vocabulary) }
}

function shapeOf(fact: string, name: KindName, { shop }: Vocabulary): Shape {
  const kind = kindNamed(name)
  const examples = kind.examples.map((example) => example.replaceAll('EUR', shop.currency))
  return phraseShape(kind, { fact, shop }, kind.name === 'text' ? ['set', 'not set'] : examples)
}

const WINDOWS = [
  { key: 'within', doc: 'In the time that has just passed.', examples: ['30 days', '12 months', '36 hours'] },
  { key: 'since', doc: 'From a day on, that day included.', examples: ['2026-01-01'] },
  { key: 'before', doc: 'Before a day, that day left out.', examples: ['2026-01-01'] },
  { key: 'between', doc: 'From a day to a day, both included.', examples: ['2026-01-01 and 2026-03-31'] },
]

/** The windows of time of an event or a move. */
function windowKeys({ shop }: Vocabulary): KeyShape[] {
  return WINDOWS.map(({ key, doc, examples }) => {
    const prefix = key === 'within' ? 'within the last ' : `${key} `
    const forms = pastDateForms.filter(({ shape }) => shape.startsWith(prefix))
    const pattern = patternOf(forms.map((form) => ({ ...form, shape: form.shape.slice(prefix.length) })))
    const canonical: ValueShape['canonical'] = (node) => {
      const { value } = readWindow(key, node, { fact: key, shop })
      return value && yamlOf(sayWindow(value).slice(key.length + 2))
    }
    return { key, doc, shape: { is: 'value', examples, pattern, canonical } }
  })
}

function sequenceKeys(vocabulary: Vocabulary): KeyShape[] {
  const shape: Shape = { is: 'named', name: 'what follows', shape: () => followerShape(vocabulary) }
  return [
    { key: 'followed_by', doc: 'And then, within some days, this.', shape },
    { key: 'not_followed_by', doc: 'And then, within some days, not this; false until the days are over.', shape },
  ].map((key) => ({ ...key, example: `${key.key}: {bought: {category: tea}, within: 30 days}` }))
}

function followerShape(vocabulary: Vocabulary): MapShape {
  const keys = vocabulary.events.map((event): KeyShape => {
    const map: MapShape = { is: 'map', keys: eventFilters(event, vocabulary), layout: 'line', order: 'of keys' }
    return { key: event.name, doc: event.doc, shape: choice(map, ['anything'], (node) => simplest(node, event)) }
  })
  const within: KeyShape = { key: 'within', doc: 'At most so many days later.', shape: daysWithin }
  return { is: 'map', keys: [...keys, within], needs: ['within'], layout: 'line', order: 'of keys' }
}
