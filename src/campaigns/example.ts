import { addDays, type Day, isDay } from '../calendar/index.ts'
import type { Place, Problem } from '../problem.ts'
import { type Answer, readAnswers, readOn } from '../segments/index.ts'
import { didYouMean, itemsOf, problemOn, readFields, type YamlEntry, type YamlNode } from '../yaml/index.ts'
import type { CampaignReading } from './campaign-reading.ts'

/** A made-up customer, a day, and the email that the campaign sends then, or why it sends none. */
export interface CampaignExample {
  readonly customer: readonly Answer[]
  /** Undefined: today. */
  readonly on: Day | undefined
  /** The day on which the journey began, where the customer's facts do not tell. */
  readonly started: ((on: Day) => Day) | undefined
  readonly expect: ExpectedEmail
  readonly place: Place
}

/** `email`: a step's id, or `none`. Without a reason, none for whatever reason. */
export interface ExpectedEmail {
  readonly email: string
  readonly reason: ExampleReason | undefined
}

/** The reasons that follow from the rules alone; all others need the shop's data. */
export const exampleReasons = ['due', 'suppressed', 'no_consent', 'stopped', 'left_audience', 'not_yet'] as const

export type ExampleReason = (typeof exampleReasons)[number]

const KEYS = ['customer', 'on', 'started', 'expect']
const SAMPLE = 'expect: {email: none, reason: no_consent}'

/** Reads `examples:` of a campaign with these emails (ids of its steps): `- customer: {birthday: 1990-05-01}`, `on: 2026-05-01`, `expect: birthday`. */
export function readExamples(
  entry: YamlEntry | undefined,
  emails: readonly string[],
  reading: CampaignReading,
  problems: Problem[],
): CampaignExample[] {
  return (entry ? itemsOf(entry.value) : []).flatMap((node) => readExample(node, emails, reading, problems))
}

function readExample(
  node: YamlNode,
  emails: readonly string[],
  reading: CampaignReading,
  problems: Problem[],
): CampaignExample[] {
  const before = problems.length
  const { entries, problems: unknown } = readFields(node, KEYS, 'an example')
  problems.push(...unknown)
  if (node.kind !== 'map') return []
  const customer = entries.get('customer')
  const expect = entries.get('expect')
  if (!customer)
    problems.push(problemOn(node, 'missing-key', 'The example has no "customer"', 'customer: {birthday: today}'))
  if (!expect) problems.push(problemOn(node, 'missing-key', 'The example has no "expect"', SAMPLE))
  const on = readOn(entries.get('on'), problems)
  const started = readStarted(entries.get('started'), problems)
  const answers = customer && readAnswers(customer.value, { ...reading, events: 'since the start' }, problems)
  const expected = expect && readExpected(expect, emails, problems)
  const isSound = problems.length === before
  return isSound && answers && expected ? [{ customer: answers, on, started, expect: expected, place: node.place }] : []
}

function readStarted(entry: YamlEntry | undefined, problems: Problem[]): CampaignExample['started'] {
  if (!entry) return undefined
  const text = entry.value.kind === 'scalar' ? entry.value.text.trim() : ''
  const ago = text === 'today' ? 0 : text === 'yesterday' ? 1 : Number(/^(\d{1,4}) days? ago$/.exec(text)?.[1] ?? -1)
  if (ago >= 0) return (on) => addDays(on, -ago)
  const day = isDay(text) ? text : undefined
  if (day !== undefined) return () => day
  problems.push(problemOn(entry.value, 'wrong-example', `"${text}" is no day`, 'write 3 days ago, or 2026-05-01'))
  return undefined
}

/** `birthday`, `none`, or a map of `email` and `reason`. */
function readExpected(entry: YamlEntry, emails: readonly string[], problems: Problem[]): ExpectedEmail | undefined {
  if (entry.value.kind === 'scalar') return expectedEmail(entry.value, undefined, emails, problems)
  const { entries, problems: unknown } = readFields(entry.value, ['email', 'reason'], 'what is expected')
  problems.push(...unknown)
  if (entry.value.kind !== 'map') return undefined
  const [email, reason] = [entries.get('email'), entries.get('reason')]
  if (email) return expectedEmail(email.value, reason?.value, emails, problems)
  problems.push(problemOn(entry.value, 'missing-key', 'Which email is expected?', SAMPLE))
  return undefined
}

function expectedEmail(
  node: YamlNode,
  because: YamlNode | undefined,
  emails: readonly string[],
  problems: Problem[],
): ExpectedEmail | undefined {
  const email = wordIn(node, ['none', ...emails], 'no email of this campaign', problems)
  const reason = because && wordIn(because, exampleReasons, 'no reason that an example can expect', problems)
  if (email === undefined || (because && reason === undefined)) return undefined
  if (email === 'none') return { email, reason }
  if (reason === undefined || reason === 'due') return { email, reason: 'due' }
  problems.push(problemOn(because ?? node, 'wrong-example', `With "${reason}" there is no email`, 'email: none'))
  return undefined
}

function wordIn<W extends string>(
  node: YamlNode,
  known: readonly W[],
  isNot: string,
  problems: Problem[],
): W | undefined {
  const text = node.kind === 'scalar' ? node.text.trim() : ''
  const word = known.find((one) => one === text)
  if (word !== undefined) return word
  const near = didYouMean(text, known)
  const hint = near ? `did you mean "${near}"?` : `one of ${known.join(', ')}`
  problems.push(problemOn(node, 'wrong-example', `"${text}" is ${isNot}`, hint))
  return undefined
}
