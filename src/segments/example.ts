import { type Day, isDay } from '../calendar/index.ts'
import { type ClauseReading, columnOf, type Fact, type FactValue, kindOf } from '../facts/index.ts'
import { lastBucketOf, readClause } from '../facts/index.ts'
import { type StandingCondition, unknownName, type When } from '../facts/index.ts'
import type { Checked, Place, Problem } from '../problem.ts'
import { fold } from '../text/index.ts'
import { itemsOf, problemOn, readFields, type YamlEntry, type YamlNode } from '../yaml/index.ts'
import { dateAnswer, yearlyAnswer } from './example-date.ts'

/** A made-up customer and whether the segment holds her or him. */
export interface Example {
  readonly customer: readonly Answer[]
  /** The day on which it is judged; undefined: any day, days are counted from now. */
  readonly on: Day | undefined
  readonly expect: 'in' | 'out'
  readonly place: Place
}

/** One thing that is said of the customer of an example. */
export type Answer =
  | { readonly is: 'value'; readonly column: string; readonly value: (when: When) => FactValue }
  | { readonly is: 'standing'; readonly fact: string; readonly condition: StandingCondition }
  | { readonly is: 'texts'; readonly fact: string; readonly texts: readonly string[] }

/** Reads `{customer: {orders: 3, last_order: 120 days ago}, expect: in}`. */
export function readExample(node: YamlNode, reading: ClauseReading): Checked<Example> {
  const { entries, problems: unknown } = readFields(node, ['customer', 'on', 'expect'], 'an example')
  const problems: Problem[] = [...unknown]
  if (node.kind !== 'map') return { problems }
  const customer = entries.get('customer')
  const expect = entries.get('expect')
  if (!customer) problems.push(problemOn(node, 'missing-key', 'The example has no "customer"', 'customer: {orders: 3}'))
  if (!expect)
    problems.push(problemOn(node, 'missing-key', 'The example has no "expect"', 'expect: in, or expect: out'))
  const expected = expect?.value.kind === 'scalar' ? expect.value.text : ''
  if (expect && expected !== 'in' && expected !== 'out') {
    problems.push(problemOn(expect.value, 'wrong-example', `"${expected}" is not expected of anybody`, 'in or out'))
  }
  const on = readOn(entries.get('on'), problems)
  const answers = customer ? readAnswers(customer.value, reading, problems) : []
  if (problems.length > 0 || (expected !== 'in' && expected !== 'out')) return { problems }
  return { value: { customer: answers, on, expect: expected, place: node.place }, problems }
}

/** The day of `on: 2026-05-01`; undefined where there is none. */
export function readOn(entry: YamlEntry | undefined, problems: Problem[]): Day | undefined {
  if (!entry) return undefined
  const text = entry.value.kind === 'scalar' ? entry.value.text.trim() : ''
  if (isDay(text)) return text
  problems.push(problemOn(entry.value, 'wrong-example', `"${text}" is no day`, 'a day is written 2026-05-01'))
  return undefined
}

/** Reads what an example says of its customer: `{orders: 3, last_order: 120 days ago}`. */
export function readAnswers(node: YamlNode, reading: ClauseReading, problems: Problem[]): Answer[] {
  if (node.kind !== 'map') {
    problems.push(problemOn(node, 'wrong-shape', 'A customer is written as "fact: value"', 'customer: {orders: 3}'))
    return []
  }
  return node.entries.flatMap((entry) => {
    const fact = reading.vocabulary.fact(entry.key)
    if (fact) return readFact(entry, fact, reading, problems)
    if (reading.vocabulary.event(entry.key)) return readEvent(entry, reading, problems)
    problems.push(unknownName(entry, reading.vocabulary))
    return []
  })
}

/** `bought: {category: tea, times: exactly 2}`: the question of a line, answered. */
function readEvent(entry: YamlEntry, reading: ClauseReading, problems: Problem[]): Answer[] {
  const read = readClause(entry, reading)
  problems.push(...read.problems)
  return (read.value ?? []).flatMap((clause): Answer[] => {
    const { condition, question } = clause
    const once = condition.is === 'at least' && condition.amount === 1
    if (condition.is !== 'exactly' && !once) {
      const hint = 'an example says exactly how much, such as times: exactly 2'
      problems.push(problemOn(entry.value, 'wrong-example', 'This is a condition, no value', hint))
      return []
    }
    return [{ is: 'value', column: columnOf(question), value: () => condition.amount }]
  })
}

/** `topic: {name: offers, is: subscribed}`, `bucket: {name: spring-test, share: 10 percent}`: one who is just inside. */
function readNamed(entry: YamlEntry, reading: ClauseReading, problems: Problem[]): Answer[] {
  const read = readClause(entry, reading)
  problems.push(...read.problems)
  return (read.value ?? []).map(({ condition, question }): Answer => {
    const known = condition.is === 'in share' ? lastBucketOf(condition.share) : undefined
    const said = 'texts' in condition ? condition.texts[0] : undefined
    return { is: 'value', column: columnOf(question), value: () => known ?? said ?? null }
  })
}

function readFact(entry: YamlEntry, fact: Fact, reading: ClauseReading, problems: Problem[]): Answer[] {
  if (fact.answers === 'named') return readNamed(entry, reading, problems)
  const nodes = itemsOf(entry.value)
  if (fact.rows === 'segments' || fact.answers === 'asked') {
    const texts = nodes.flatMap((node) => (node.kind === 'scalar' ? [fold(node.text)] : []))
    return [{ is: 'texts', fact: fact.name, texts }]
  }
  return nodes.flatMap((node) => {
    const answer = readAnswer(node, fact, reading)
    if (answer) return [answer]
    const message = `"${node.kind === 'scalar' ? node.text : 'This'}" is no value of ${fact.name}`
    problems.push(problemOn(node, 'wrong-example', message, `write it as in ${fact.name}: ${sampleOf(fact, reading)}`))
    return []
  })
}

function readAnswer(node: YamlNode, fact: Fact, reading: ClauseReading): Answer | undefined {
  if (node.kind !== 'scalar') return undefined
  const text = node.text.trim()
  const column = columnOf({ fact: fact.name })
  const value = (found: FactValue | undefined): Answer | undefined =>
    found === undefined ? undefined : { is: 'value', column, value: () => found }
  if (text === 'missing') return value(null)
  const kind = kindOf({ fact: fact.name }, reading.vocabulary)
  const parsed = (phrase: string) =>
    kind.parse(
      { ...node, text: phrase, value: phrase },
      { fact: fact.name, shop: reading.vocabulary.shop, ...(fact.words ? { words: fact.words } : {}) },
    ).value
  switch (kind.name) {
    case 'count':
    case 'number':
    case 'quintile':
    case 'percent':
    case 'duration':
    case 'money': {
      const standing = parsed(text)
      if (standing && isStanding(standing)) return { is: 'standing', fact: fact.name, condition: standing }
      const exactly = parsed(`exactly ${text}`)
      return value(exactly?.is === 'exactly' ? exactly.amount : undefined)
    }
    case 'past date':
    case 'coming date':
    case 'date': {
      const date = dateAnswer(text)
      return date && { is: 'value', column, value: date }
    }
    case 'yearly date':
    case 'anniversary': {
      const date = yearlyAnswer(text, kind.name)
      return date && { is: 'value', column, value: date }
    }
    case 'yes/no':
      return value(text === 'yes' || text === 'true' ? 1 : text === 'no' || text === 'false' ? 0 : undefined)
    default: {
      const words = parsed(text)
      return value(words?.is === 'one of' ? words.texts[0] : undefined)
    }
  }
}

function isStanding(condition: { is: string }): condition is StandingCondition {
  return /^(top|bottom) |^above$|^below$/.test(condition.is)
}

function sampleOf(fact: Fact, { vocabulary }: ClauseReading): string {
  switch (fact.kind) {
    case 'count':
    case 'number':
      return '3, or top 5 percent'
    case 'quintile':
      return '4'
    case 'percent':
      return '30 percent, or bottom 10 percent'
    case 'duration':
      return '30 days, or below the median'
    case 'money':
      return `500 ${vocabulary.shop.currency}, or top 5 percent`
    case 'past date':
      return '120 days ago, 2026-03-01, today or never'
    case 'coming date':
    case 'date':
      return 'in 3 days, 120 days ago, 2026-03-01 or today'
    case 'yearly date':
    case 'anniversary':
      return 'today, in 3 days, 1990-03-14 or --03-14'
    default:
      return fact.example
  }
}
