import type { Checked, Problem } from '../problem.ts'
import { didYouMean, lineWith, problemOn, type YamlEntry, type YamlMap, type YamlNode } from '../yaml/index.ts'
import type { Condition, DateCondition } from './condition.ts'
import type { EventKind, EventMeasureKind } from './event.ts'
import { kindNamed } from './kinds/index.ts'
import { readWindow } from './kinds/segment.ts'
import type { Clause, EventFilter, EventQuestion, Sequence } from './question.ts'
import { type ClauseReading, placeOfEntry, unknownName } from './clause-reading.ts'
import { sayEvent } from './say-event.ts'
import { saidAnotherWay } from './said-another-way.ts'

const WINDOWS = ['within', 'since', 'before', 'between']
const SEQUENCES = ['followed_by', 'not_followed_by']

/** What a line about an event says, its measures apart. */
interface EventLine {
  readonly filters: EventFilter[]
  readonly measures: { readonly measure: EventMeasureKind; readonly condition: Condition }[]
  readonly windows: DateCondition[]
  readonly sequences: Sequence[]
  readonly problems: Problem[]
}

/** `bought: {category: tea, times: at least 2, within: 180 days}` as clauses, one a measure. */
export function readEventLine(entry: YamlEntry, reading: ClauseReading): Checked<Clause[]> {
  const event = reading.vocabulary.event(entry.key) as EventKind
  const line = readDetails(entry, event, reading, [...WINDOWS, ...SEQUENCES, 'measures'])
  const problems = [...line.problems, ...(line.problems.length === 0 ? together(line, entry) : [])]
  if (problems.length > 0) return { problems }
  const happened = { measure: event.measures[0] as EventMeasureKind, condition: { is: 'at least', amount: 1 } as const }
  const measures = line.measures.length > 0 ? line.measures : [happened]
  const clauses = measures.map(({ measure, condition }) => {
    const question = questionOf(event.name, line, measure)
    return { question, condition, place: placeOfEntry(entry), text: sayEvent(question, condition, reading.vocabulary) }
  })
  if (reading.events === 'ever')
    problems.push(...clauses.flatMap((clause) => saidAnotherWay(clause, reading.vocabulary)))
  return problems.length > 0 ? { problems } : { value: clauses, problems }
}

/** Filters of an event as a trigger writes them beside its own keys (`{when: bought, category: tea}`). */
export function readEventFilters(
  event: string,
  entries: readonly YamlEntry[],
  reading: ClauseReading,
): Checked<EventFilter[]> {
  const kind = reading.vocabulary.event(event)
  if (!kind) throw new Error(`no event "${event}"`)
  const line = emptyLine()
  for (const entry of entries) readDetail(entry, kind, reading, [], line)
  return line.problems.length > 0 ? { problems: line.problems } : { value: inOrder(line.filters, kind), problems: [] }
}

/** `{bought: {category: tea}, within: 30 days}`: what a sequence and a goal say. */
export function readEventWithin(
  node: YamlNode,
  reading: ClauseReading,
): Checked<{ event: EventQuestion; days: number }> {
  const example = 'write for example {bought: {category: tea}, within: 30 days}'
  if (node.kind !== 'map')
    return { problems: [problemOn(node, 'wrong-shape', 'Here stands an event and its days', example)] }
  const others = node.entries.filter((entry) => entry.key !== 'within')
  const [entry, second] = others
  const within = readDays(node)
  const problems = [...within.problems]
  if (second) problems.push(problemOn(second.value, 'wrong-shape', 'One event follows at a time', example))
  if (!entry) return { problems: [...problems, problemOn(node, 'missing-key', 'The event is missing', example)] }
  const event = reading.vocabulary.event(entry.key)
  if (!event)
    return {
      problems: [
        ...problems,
        unknownName(
          entry,
          reading.vocabulary,
          reading.vocabulary.events.map(({ name }) => name),
        ),
      ],
    }
  const line = readDetails(entry, event, reading, [])
  problems.push(...line.problems)
  if (problems.length > 0 || within.value === undefined) return { problems }
  return {
    value: { event: questionOf(event.name, line, event.measures[0] as EventMeasureKind), days: within.value },
    problems,
  }
}

function readDetails(
  entry: YamlEntry,
  event: EventKind,
  reading: ClauseReading,
  allowed: readonly string[],
): EventLine {
  const line = emptyLine()
  const { value } = entry
  if (value.kind === 'map') for (const detail of value.entries) readDetail(detail, event, reading, allowed, line)
  else if (value.kind === 'list')
    line.problems.push(
      problemOn(
        value,
        'wrong-shape',
        `"${event.name}" takes its details in braces`,
        `write ${event.name}: ${event.example}`,
      ),
    )
  else if (!/^(?:anything|ever)$/.test(value.text)) line.problems.push(notDetails(value, event))
  return { ...line, filters: inOrder(line.filters, event) }
}

function readDetail(
  entry: YamlEntry,
  event: EventKind,
  reading: ClauseReading,
  allowed: readonly string[],
  line: EventLine,
): void {
  const { shop } = reading.vocabulary
  const measure = event.measures.find(({ key }) => key === entry.key) ?? onlyMeasure(event, entry.key)
  const filter = event.filters.find(({ name }) => name === entry.key)
  if (filter) {
    const read = kindNamed(filter.kind).parse(entry.value, { fact: filter.name, shop })
    line.problems.push(...read.problems, ...rank(read.value, entry))
    if (read.value) line.filters.push({ name: filter.name, condition: read.value as EventFilter['condition'] })
  } else if (measure && allowed.includes('measures')) {
    const read = kindNamed(measure.kind).parse(entry.value, { fact: measure.key, shop })
    line.problems.push(...read.problems)
    if (read.value) line.measures.push({ measure, condition: read.value })
  } else if (allowed.includes(entry.key) && WINDOWS.includes(entry.key)) {
    const read = readWindow(entry.key, entry.value, { fact: entry.key, shop })
    line.problems.push(...read.problems)
    if (read.value) line.windows.push(read.value)
  } else if (allowed.includes(entry.key) && SEQUENCES.includes(entry.key)) {
    const read = readEventWithin(entry.value, reading)
    line.problems.push(...read.problems)
    if (read.value) line.sequences.push({ ...read.value, happened: entry.key === 'followed_by' ? 'yes' : 'no' })
  } else line.problems.push(unknownDetail(entry, event, allowed))
}

/** What cannot stand together in one line. */
function together(line: EventLine, entry: YamlEntry): Problem[] {
  const problems: Problem[] = []
  if (line.windows.length > 1) {
    problems.push(
      problemOn(
        entry.value,
        'two-windows',
        'One line has one window of time',
        'use `between: 2026-01-01 and 2026-01-31`',
      ),
    )
  }
  if (line.sequences.length > 1) {
    problems.push(problemOn(entry.value, 'two-sequences', 'One line has one sequence', 'write two lines'))
  }
  const counted = line.sequences.length > 0 && line.measures.find(({ measure }) => measure.name.startsWith('distinct'))
  if (counted)
    problems.push(
      problemOn(
        entry.value,
        'not-in-sequence',
        `"${counted.measure.key}" is not measured in a sequence`,
        'use times, items or spent',
      ),
    )
  return problems
}

function questionOf(event: string, line: EventLine, kind: EventMeasureKind): EventQuestion {
  const [window, followedBy] = [line.windows[0], line.sequences[0]]
  const measure = kind.property === undefined ? { name: kind.name } : { name: kind.name, property: kind.property }
  return {
    event,
    filters: line.filters,
    measure,
    ...(window && window.is !== 'ever' ? { window } : {}),
    ...(followedBy ? { followedBy } : {}),
  }
}

function inOrder(filters: readonly EventFilter[], event: EventKind): EventFilter[] {
  return event.filters.flatMap(({ name }) => filters.filter((filter) => filter.name === name))
}

function readDays(map: YamlMap): Checked<number> {
  const node = map.entries.find((entry) => entry.key === 'within')?.value
  if (!node) return { problems: [problemOn(map, 'missing-key', 'Within how many days?', 'add `within: 30 days`')] }
  const text = node.kind === 'scalar' ? node.text.replaceAll(/\s+/g, ' ').trim() : ''
  const found = /^(\d+) (day|week)s?$/i.exec(text)
  const days = Number(found?.[1] ?? 0) * (found?.[2]?.toLowerCase() === 'week' ? 7 : 1)
  if (found && days <= 36_500) return { value: days, problems: [] }
  const problem = problemOn(node, 'missing-unit', `"${text}" is no number of days`, 'write for example 30 days')
  return { problems: [/^\d+$/.test(text) ? { ...problem, try: `within: ${text} days` } : problem] }
}

/** A filter chooses rows one by one: it has no rank. */
function rank(condition: Condition | undefined, entry: YamlEntry): Problem[] {
  const ranked = condition && /^(?:top|bottom|above|below)\b/.test(condition.is)
  return ranked
    ? [
        problemOn(
          entry.value,
          'rank-on-filter',
          `"${entry.key}" chooses single orders: it has no rank`,
          'rank customers instead: total_spent: top 10 percent',
        ),
      ]
    : []
}

function unknownDetail(entry: YamlEntry, event: EventKind, allowed: readonly string[]): Problem {
  const measures = allowed.includes('measures') ? event.measures.map(({ key }) => key) : []
  const words = allowed.filter((word) => word !== 'measures')
  const known = [...event.filters.map(({ name }) => name), ...measures, ...words]
  const near = didYouMean(entry.key, known)
  const hint = near ? `did you mean "${near}"?` : `${event.name} knows: ${known.join(', ')}`
  const line = near ? { try: lineWith(near, entry) } : {}
  return {
    code: 'unknown-key',
    severity: 'error',
    message: `"${event.name}" has no "${entry.key}"`,
    hint,
    ...line,
    place: entry.keyPlace,
  }
}

function notDetails(node: Extract<YamlNode, { kind: 'scalar' }>, event: EventKind): Problem {
  const text = node.text.trim()
  const problem = problemOn(
    node,
    'wrong-shape',
    `"${event.name}" takes its details in braces`,
    `write ${event.name}: ${event.example}`,
  )
  if (text === '') return problem
  const never = /^never$/i.test(text)
  if (never || /^(?:(?:at|more|less|exactly) |between \d+ and \d+$)/.test(text)) {
    const phrase = never ? 'exactly 0' : text
    const line = event.name === 'bought' ? `orders: ${phrase}` : `${event.name}: {times: ${phrase}}`
    return { ...problem, ...(never ? { code: 'negated', hint: 'or put the line under `none`' } : {}), try: line }
  }
  const window = /^(within|since|before|between) (?:the last )?(.+)$/i.exec(text)
  if (window) return { ...problem, try: `${event.name}: {${window[1]?.toLowerCase()}: ${window[2]}}` }
  const filter = event.filters.find(({ name }) => name === 'category') ?? event.filters[0]
  return filter ? { ...problem, try: `${event.name}: {${filter.name}: ${text}}` } : problem
}

function emptyLine(): EventLine {
  return { filters: [], measures: [], windows: [], sequences: [], problems: [] }
}

/** `sum` alone, where the event has one number or amount to sum up. */
function onlyMeasure(event: EventKind, word: string): EventMeasureKind | undefined {
  const named = event.measures.filter(({ name, property }) => name === word && property !== undefined)
  return named.length === 1 ? named[0] : undefined
}
