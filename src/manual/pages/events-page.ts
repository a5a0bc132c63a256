import type { EventKind, Vocabulary } from '../../facts/index.ts'
import { code, link, page, table } from './markdown.ts'

const WINDOWS = [
  ['`within: 180 days`', 'in the time that has just passed; also hours, weeks, months, years'],
  ['`since: 2026-01-01`', 'from that day on'],
  ['`before: 2026-01-01`', 'before that day'],
  ['`between: 2026-01-01 and 2026-03-31`', 'both days in'],
]

/** Every event with its filters and measures, and what can be said of time. */
export function eventsPage({ events }: Vocabulary): string {
  return page(
    'Events',
    `What has happened: ${code('event: {filters, a measure, a window}')}. Without a measure it means at least once, without a window ever;
${code('bought: anything')} asks for nothing else. Filters choose, measures count what is chosen.`,
    `Your own events are declared under [\`events\`](shop.md#events) in the shop file. They measure \`times\`, and for each number or amount
\`sum of\`, \`average of\`, \`largest of\`, \`smallest of\` and \`distinct of\`.`,
    events.map(({ name }) => `- ${link(code(name), name)}`).join('\n'),
    ...events.flatMap(eventParts),
    '## Windows',
    table(['window', 'meaning'], WINDOWS),
    '## Sequences',
    `${code('bought: {category: tea, followed_by: {bought: {category: coffee}, within: 30 days}}')}: the first, and then the second at a
later moment, at most so many days after. ${code('not_followed_by')} is no until its days are over.`,
  )
}

function eventParts({ name, doc, example, filters, measures }: EventKind): string[] {
  const kind = (of: string) => link(of, of, 'phrases.md')
  const filterRows = filters.map((filter) => [code(filter.name), kind(filter.kind), filter.doc])
  const measureRows = measures.map((measure) => {
    const none = measure.ofNothing === 0 ? '0' : 'there is none: it meets no comparison'
    return [code(measure.key), kind(measure.kind), measure.doc, none]
  })
  return [
    `## ${code(name)}`,
    doc,
    `Example: ${code(`${name}: ${example}`)}`,
    filters.length > 0 ? table(['filter', 'kind', 'meaning'], filterRows) : '',
    table(['measure', 'kind', 'meaning', 'of nothing'], measureRows),
  ]
}
