import { weekdayNames } from '../calendar/index.ts'
import { eventFilters, type FileNames, type Vocabulary } from '../facts/index.ts'
import { anyText, type KeyShape, type MapShape, type Shape, shortPhrase, yesOrNo } from '../yaml/index.ts'
import { triggers } from './triggers/index.ts'

/** `starts:` with all triggers, their options, and the filters of events. */
export function startShape(vocabulary: Vocabulary, names: FileNames): MapShape {
  const values = valueShapes(vocabulary, names)
  const keys = triggers.flatMap((trigger): KeyShape[] => [
    { key: trigger.name, doc: trigger.doc, example: trigger.example, shape: values[trigger.name] ?? anyText() },
    ...(trigger.name === 'when' ? filterKeys(vocabulary) : []),
    ...trigger.options.map((key) => ({ key, doc: OPTIONS[key] ?? '', shape: values[key] ?? anyText() })),
  ])
  return { is: 'map', keys, layout: 'line', order: 'of keys' }
}

const OPTIONS: Readonly<Record<string, string>> = {
  coming_from: 'Only those who were in this segment just before.',
  first_time: 'Only the first time ever that it happens to a customer.',
  restart: 'A newer event of the same kind starts the waits anew.',
  days_before: 'So many days earlier.',
}

function valueShapes({ shop, events }: Vocabulary, { segments }: FileNames): Readonly<Record<string, Shape>> {
  const yearly = shop.attributes.filter(({ type }) => type === 'yearly' || type === 'date')
  return {
    when_entering: anyText(...segments),
    coming_from: anyText(...segments),
    when: anyText(...events.map(({ name }) => name)),
    first_time: yesOrNo,
    restart: yesOrNo,
    on_date: anyText('birthday', 'first_order anniversary', 'signed_up anniversary', ...yearly.map(({ name }) => name)),
    days_before: { is: 'value', type: 'whole number', examples: ['3', '7'] },
    every: shortPhrase(
      `day|${weekdayNames.join('|')}|month on the [0-9]{1,2}(?:st|nd|rd|th)`,
      'day',
      ...weekdayNames,
      'month on the 1st',
    ),
    once: shortPhrase('[0-9]{4}-[0-9]{2}-[0-9]{2}', '2026-12-01'),
  }
}

/** A filter that several events have is offered once. */
function filterKeys(vocabulary: Vocabulary): KeyShape[] {
  const keys = new Map<string, KeyShape>()
  for (const key of vocabulary.events.flatMap((event) => eventFilters(event, vocabulary))) {
    if (!keys.has(key.key)) keys.set(key.key, key)
  }
  return [...keys.values()]
}
