import { sql } from 'kysely'
import { addDays, addLocalDays, type Day, localDay, startOfDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import {
  type Clause,
  clauseHolds,
  columnOf,
  type DateCondition,
  dateRanges,
  type EventQuestion,
  type FactValue,
  type InstantRange,
  isEventQuestion,
  occurrences,
  type Question,
} from '../../facts/index.ts'
import { asOf } from '../context.ts'
import { asksSegments } from '../judge.ts'
import { segmentsOf } from '../references.ts'
import { clausesOf, type Rule } from '../rule.ts'
import { needsBase } from '../standing.ts'
import type { Moves } from './judging.ts'
import type { OneCustomer } from './one-customer.ts'

/**
 * The days from tomorrow to `until` on which the answer to some line of the rules may turn though nothing happens:
 * found from the dates in the lines and in the customer's data. A day that is not among them is like the one before.
 */
export async function turningDays(
  rules: readonly Rule[],
  one: OneCustomer,
  moves: Moves,
  until: Day,
): Promise<ReadonlySet<Day>> {
  const ahead = aheadOf(one, until)
  const turns = new Set<Day>()
  for (const clause of rules.flatMap(clausesOf)) {
    for (const day of await turnsOf(clause, one, moves, ahead)) turns.add(day)
  }
  return turns
}

/** Now, and the same time of the days to come. */
interface Ahead {
  readonly until: Day
  readonly days: readonly { readonly day: Day; readonly at: Instant }[]
}

function aheadOf({ ctx }: OneCustomer, until: Day): Ahead {
  const zone = ctx.vocabulary.shop.timeZone
  const today = localDay(ctx.now, zone)
  const days = [{ day: today, at: ctx.now }]
  for (let day = addDays(today, 1); day <= until; day = addDays(day, 1)) {
    days.push({ day, at: addLocalDays(ctx.now, days.length, zone) })
  }
  return { until, days }
}

async function turnsOf(clause: Clause, one: OneCustomer, moves: Moves, ahead: Ahead): Promise<Day[]> {
  if (asksSegments(clause)) return turnsOfSegments(clause, one, moves, ahead)
  const { question } = clause
  if (isEventQuestion(question)) return turnsOfEvent(question, one, ahead)
  const [first, last] = [ahead.days[0], ahead.days.at(-1)]
  if (!first || !last) return []
  const value = await valueAt(question, one, first.at)
  if (value !== (await valueAt(question, one, last.at))) return driftingDays(clause, one, ahead)
  if (needsBase(clause)) return []
  return changesIn(ahead, (at) => clauseHolds(clause, value, one.ctx.vocabulary, one.whenAt(at)))
}

/** The days on which something is not what it was on the day before. */
function changesIn(ahead: Ahead, what: (at: Instant, i: number) => unknown): Day[] {
  let before: unknown
  return ahead.days.flatMap(({ day, at }, i) => {
    const now = what(at, i)
    const turned = i > 0 && now !== before
    before = now
    return turned ? [day] : []
  })
}

async function valueAt(question: Question, one: OneCustomer, at: Instant): Promise<FactValue> {
  return (await one.answers([question], at))[columnOf(question)] ?? null
}

/**
 * The turns of a line whose value moves with the date and never comes back, such as an age: equal at both ends is equal
 * in between, and a threshold is passed once.
 */
async function driftingDays(clause: Clause, one: OneCustomer, { days }: Ahead): Promise<Day[]> {
  const { question } = clause
  const turns: Day[] = []
  const holds = (value: FactValue, at: Instant) =>
    needsBase(clause) ? value : clauseHolds(clause, value, one.ctx.vocabulary, one.whenAt(at))
  const search = async (from: number, to: number): Promise<void> => {
    const [first, last] = [days[from], days[to]]
    if (!first || !last) return
    const [before, after] = [await valueAt(question, one, first.at), await valueAt(question, one, last.at)]
    const turned = holds(before, first.at) !== holds(after, last.at)
    if (before === after || (!turned && (to - from === 1 || isThreshold(clause)))) return
    if (to - from === 1) {
      turns.push(last.day)
      return
    }
    const middle = Math.floor((from + to) / 2)
    await search(from, middle)
    await search(middle, to)
  }
  await search(0, days.length - 1)
  return turns
}

function isThreshold({ condition }: Clause): boolean {
  return ['at least', 'at most', 'more than', 'less than'].includes(condition.is)
}

/** Each happening that comes into the window or leaves it; for "A, then not B" also the end of the days. */
async function turnsOfEvent(question: EventQuestion, one: OneCustomer, ahead: Ahead): Promise<Day[]> {
  const { window, followedBy } = question
  if (!window && !followedBy) return []
  const zone = one.ctx.vocabulary.shop.timeZone
  const instants = await instantsOf(question, one)
  const windows = window ? windowsOf(window, one, ahead) : []
  const inside = window
    ? instants.flatMap((instant) => changesIn(ahead, (_at, i) => isInside(instant, windows[i])))
    : []
  const over = followedBy ? instants.map((at) => addDays(localDay(at, zone), followedBy.days + 1)) : []
  const [first] = ahead.days
  return [...inside, ...over.filter((day) => first && day > first.day && day <= ahead.until)]
}

/** What a window holds on each of the days. */
function windowsOf(window: DateCondition, one: OneCustomer, { days }: Ahead): (readonly InstantRange[])[] {
  return days.map(({ at }) => dateRanges(window, one.whenAt(at)))
}

function isInside(instant: Instant, ranges: readonly InstantRange[] = []): boolean {
  return ranges.some(({ from, until }) => (from === null || instant >= from) && (until === null || instant < until))
}

async function instantsOf(question: EventQuestion, { ctx, key }: OneCustomer): Promise<Instant[]> {
  const { window: _window, followedBy: _followedBy, ...plain } = question
  const { rows } = await sql<{ at: number }>`
    select at from (${occurrences(asOf(ctx, ctx.now), plain)}) as happened where customer = ${key}`.execute(ctx.db)
  return rows.map(({ at }) => Number(at))
}

/** The turns of the segments themselves, and of the windows over entries and exits, past ones and those to come. */
async function turnsOfSegments(clause: Clause, one: OneCustomer, moves: Moves, ahead: Ahead): Promise<Day[]> {
  const { ctx } = one
  const names = segmentsOf(clause, ctx.vocabulary.shop.stages)
  const rules = ctx.segments.filter(({ name }) => names.includes(name)).map(({ who }) => who)
  const turns = [...(await turningDays(rules, one, moves, ahead.until))]
  const window = windowOf(clause)
  if (!window) return turns
  const windows = windowsOf(window.condition, one, ahead)
  const edgesOf = (instant: Instant) => changesIn(ahead, (_at, i) => isInside(instant, windows[i]))
  const past: Instant[] = []
  for (const segment of names) {
    const within = (instant: Instant) => edgesOf(instant).length > 0
    past.push(...(await moves({ segment, change: window.change, within }, ctx.now)))
  }
  const toCome = turns.map((day) => startOfDay(day, ctx.vocabulary.shop.timeZone))
  return [...turns, ...[...past, ...toCome].flatMap(edgesOf)]
}

/** `in_segment … for at least 30 days`: nobody entered within the last 29 whole days. */
function windowOf({ condition }: Clause) {
  if (condition.is === 'entered' || condition.is === 'left')
    return { change: condition.is, condition: condition.window }
  if (condition.is !== 'member' || condition.forDays === undefined) return undefined
  const within: DateCondition = { is: 'within the last', count: condition.forDays - 1, unit: 'days' }
  return { change: 'entered' as const, condition: within }
}
