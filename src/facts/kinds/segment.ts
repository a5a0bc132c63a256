import type { Checked, Problem } from '../../problem.ts'
import { itemsOf, problemOn, readFields, type YamlNode } from '../../yaml/index.ts'
import type { Condition, DateCondition, NumberCondition, SegmentChange } from '../condition.ts'
import type { Kind, PhraseReading } from '../kind.ts'
import { numberOf } from './amount.ts'
import { pastDateForms } from './date-forms.ts'
import { pastRepairs } from './date-repairs.ts'
import { type Form, readPhrase, refuse } from './phrase.ts'
import { sayDate, span } from './say-date.ts'
import { yamlWord } from './text.ts'

const NAME = '[a-z0-9][a-z0-9-]*'

/** Membership: `vip`, `[vip, new]`, `{name: vip, for: at least 30 days}`. */
export const segmentKind: Kind = {
  name: 'segment',
  doc: 'The name of a segment or a list of them; `{name: vip, for: at least 30 days}` asks how long already.',
  examples: ['vip', '[vip, new]', '{name: vip, for: at least 30 days}'],
  pattern: `^${NAME}$`,
  parse: (node, reading) => {
    if (node.kind !== 'map') return member(readNames(node, reading))
    const { entries, problems } = readFields(node, ['name', 'for'], `"${reading.fact}"`)
    const names = namesUnder(entries.get('name')?.value, node, reading)
    const since = entries.get('for')
    const days = since ? readPhrase(since.value, { ...reading, fact: 'for' }, forForms, forRepairs) : undefined
    const all = [...problems, ...names.problems, ...(days?.problems ?? [])]
    if (!names.value || all.length > 0) return { problems: all }
    const forDays = days?.value && 'amount' in days.value ? days.value.amount : undefined
    return {
      value: { is: 'member', segments: names.value, ...(forDays === undefined ? {} : { forDays }) },
      problems: [],
    }
  },
  say: (condition) => saySegment(condition as SegmentChange),
  ...elsewhere(),
}

/** A move: `{name: at-risk, within: 7 days}`. */
export const segmentChangeKind: Kind = {
  name: 'segment change',
  doc: 'The name of a segment and when: `{name: at-risk, within: 7 days}`; also `since`, `before`, `between`.',
  examples: ['{name: at-risk, within: 7 days}', '{name: vip, since: 2026-01-01}', 'vip'],
  pattern: `^${NAME}$`,
  parse: (node, reading) => {
    const is = reading.fact === 'left_segment' ? 'left' : 'entered'
    if (node.kind !== 'map') {
      const names = readNames(node, reading)
      return names.value
        ? { value: { is, segments: names.value, window: { is: 'ever' } }, problems: [] }
        : { problems: names.problems }
    }
    const { entries, problems } = readFields(
      node,
      ['name', 'within', 'since', 'before', 'between'],
      `"${reading.fact}"`,
    )
    const names = namesUnder(entries.get('name')?.value, node, reading)
    const windows = [...entries.values()].filter((entry) => entry.key !== 'name')
    const window = windows[0] ? readWindow(windows[0].key, windows[0].value, reading) : undefined
    const double = windows[1] ? [problemOn(windows[1].value, 'two-windows', 'One line has one window of time')] : []
    const all = [...problems, ...names.problems, ...(window?.problems ?? []), ...double]
    if (!names.value || all.length > 0) return { problems: all }
    return { value: { is, segments: names.value, window: window?.value ?? { is: 'ever' } }, problems: [] }
  },
  say: (condition) => saySegment(condition as SegmentChange),
  ...elsewhere(),
}

/** The window of an event or a move: `within: 180 days`, `since: 2026-01-01`, `before:`, `between:`. */
export function readWindow(key: string, node: YamlNode, reading: PhraseReading): Checked<DateCondition> {
  const prefix = key === 'within' ? 'within the last ' : `${key} `
  const written = { ...reading, fact: key }
  if (node.kind !== 'scalar')
    return refuse(node, written, { slip: 'wrong-shape', message: `"${key}" takes one phrase` })
  const read = readPhrase({ ...node, text: `${prefix}${node.text}` }, written, windowForms(key), pastRepairs)
  const problems = read.problems.map((problem) => unprefixed(problem, key, prefix))
  return read.value ? { value: read.value as DateCondition, problems } : { problems }
}

/** `within: 180 days`: the canonical key and phrase of a window. */
export function sayWindow(window: DateCondition): string {
  const said = sayDate(window)
  const [key = ''] = said.split(' ')
  return `${key}: ${said.slice(key.length + 1).replace(/^the last /, '')}`
}

function windowForms(key: string): Form[] {
  const first = `${key === 'within' ? 'within the last' : key} `
  return pastDateForms.filter((form) => form.shape.startsWith(first))
}

/** The words that the key already says are taken out of the message and the line to paste. */
function unprefixed(problem: Problem, key: string, prefix: string): Problem {
  const message = problem.message.replace(prefix, '')
  if (problem.try === undefined) return { ...problem, message }
  const phrase = problem.try.slice(`${key}: `.length)
  return { ...problem, message, try: `${key}: ${phrase.replace(prefix, '')}` }
}

/** A stay is counted in days. */
const forForms: readonly Form<NumberCondition>[] = [
  {
    shape: 'at least {n} {days}',
    read: ([text = '', unit = '']) => ({ is: 'at least', amount: numberOf(text) * (/^week/i.test(unit) ? 7 : 1) }),
  },
]
const forRepairs = [
  { from: /^(?:more than |over )?(\d+ (?:days?|weeks?))$/i, to: 'at least $1' },
  {
    from: /^(at least )?(\d+)$/i,
    to: 'at least $2 days',
    code: 'missing-unit',
    message: '"{}" of what? The unit is missing',
  },
]

function readNames(node: YamlNode, reading: PhraseReading): Checked<string[]> {
  const items = itemsOf(node)
  if (items.length === 0) return refuse(node, reading, { slip: 'empty', message: 'An empty list holds nobody' })
  const names: string[] = []
  const problems: Problem[] = []
  for (const item of items) {
    if (item.kind === 'scalar' && item.text.trim() !== '') names.push(item.text.trim())
    else problems.push(problemOn(item, 'wrong-shape', `"${reading.fact}" takes the name of a segment`))
  }
  return problems.length > 0 ? { problems } : { value: names, problems }
}

function namesUnder(node: YamlNode | undefined, map: YamlNode, reading: PhraseReading): Checked<string[]> {
  if (node) return readNames(node, reading)
  return { problems: [problemOn(map, 'missing-key', `"${reading.fact}" needs the name of a segment`, 'add `name:`')] }
}

function member(names: Checked<string[]>): Checked<Condition> {
  return names.value ? { value: { is: 'member', segments: names.value }, problems: [] } : { problems: names.problems }
}

function saySegment(condition: SegmentChange): string {
  const names = condition.segments.map(yamlWord)
  const name = names.length === 1 ? names[0] : `[${names.join(', ')}]`
  if (condition.is === 'member') {
    return condition.forDays === undefined
      ? `${name}`
      : `{name: ${name}, for: at least ${span(condition.forDays, 'days')}}`
  }
  return condition.window.is === 'ever' ? `${name}` : `{name: ${name}, ${sayWindow(condition.window)}}`
}

/** Membership is not kept in the profile: the segments room answers. */
function elsewhere(): Pick<Kind, 'holds' | 'predicate'> {
  const refused = (): never => {
    throw new Error('segments answer what is asked about segments')
  }
  return { holds: refused, predicate: refused }
}
