import { createHash } from 'node:crypto'
import type { Instant } from '../../../src/clock.ts'
import type { Clause, Question, StandingCondition } from '../../../src/facts/index.ts'
import { isEventQuestion } from '../../../src/facts/index.ts'
import type { Rule } from '../../../src/segments/index.ts'
import { fold } from '../../../src/text/index.ts'
import { dayNumberAt } from './naive-calendar.ts'
import { dateHolds, type Judging, numberHolds, textHolds, yearlyHolds } from './naive-conditions.ts'
import { type Answer, factOf } from './naive-facts.ts'
import { fifthOf, groupOf, scoredValue } from './naive-rhythm.ts'
import { countedOrders, measured } from './naive-values.ts'
import type { World } from './world.ts'

const DAY_MS = 86_400_000

/**
 * Judges rules with plain loops over raw rows, one customer at a time: the second opinion that the SQL is held to. It
 * shares the parsed rule with the product and nothing else.
 */
export function naiveJudge(world: World, segments: ReadonlyMap<string, Rule>) {
  const memory = new Map<string, ReadonlySet<number>>()
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: world.shop.timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })

  function exists(at: Instant): number[] {
    const there = world.customers.filter(({ exists_from: from }) => from === null || from <= at)
    return there.map(({ key }) => key)
  }

  /** Who is in a segment as of an instant, by key. */
  function members(name: string, at: Instant): ReadonlySet<number> {
    const key = `${name}@${at}`
    const known = memory.get(key)
    if (known) return known
    const rule = segments.get(name)
    const found = new Set(rule ? exists(at).filter((customer) => holds(rule, customer, at)) : [])
    memory.set(key, found)
    return found
  }

  function holds(rule: Rule, customer: number, at: Instant, since: Instant | null = null, base = at): boolean {
    if (rule.is === 'line') return lineHolds(rule.clause, customer, at, since, base)
    let count = 0
    for (const part of rule.rules) if (holds(part, customer, at, since, base)) count++
    if (rule.is === 'all') return count === rule.rules.length
    if (rule.is === 'any') return count > 0
    if (rule.is === 'at least') return count >= rule.count
    return count === 0
  }

  function judgingAt(at: Instant): Judging {
    return { shop: world.shop, at, today: dayNumberAt(at, world.shop.timeZone) }
  }

  function lineHolds(clause: Clause, customer: number, at: Instant, since: Instant | null, base: Instant): boolean {
    const { condition, question } = clause
    const judging = judgingAt(at)
    switch (condition.is) {
      case 'member':
        return condition.segments.some((name) => isMember(name, customer, base, condition.forDays))
      case 'entered':
      case 'left':
        return condition.segments.some((name) =>
          changes(name, condition.is, base).some((change) => {
            return change.customer === customer && dateHolds(change.at, condition.window, judgingAt(base))
          }),
        )
      case 'top share':
      case 'bottom share':
      case 'top customers':
      case 'bottom customers':
      case 'above':
      case 'below':
        return stands(question, condition, customer, judging, since, base)
      default:
    }
    if (!isEventQuestion(question) && question.fact === 'stage') {
      const stage = world.shop.stages.find((name) => members(name, base).has(customer))
      return textHolds(stage === undefined ? [] : [fold(stage)], condition as never)
    }
    const answer = answerTo(question, customer, judging, since, base)
    if (condition.is === 'in share') return inShare(condition, idOf(customer))
    if (condition.is === 'about topic') {
      return textHolds(answer.kind === 'texts' ? answer.texts : [], { ...condition, is: 'one of' })
    }
    if (condition.is === 'set' || condition.is === 'not set') return present(answer) === (condition.is === 'set')
    if (answer.kind === 'texts') return textHolds(answer.texts, condition as never)
    if (answer.kind === 'yearly') return yearlyHolds(answer.date, condition as never, judging)
    if (answer.kind === 'date') return dateHolds(answer.value, condition as never, judging)
    return numberHolds(answer.value, condition as never)
  }

  function present(answer: Answer): boolean {
    if (answer.kind === 'texts') return answer.texts.length > 0
    return answer.kind === 'yearly' ? answer.date !== null : answer.value !== null
  }

  function isMember(name: string, customer: number, at: Instant, forDays: number | undefined): boolean {
    if (!members(name, at).has(customer)) return false
    if (forDays === undefined) return true
    const { today } = judgingAt(at)
    const recent = changes(name, 'entered', at).filter((change) => change.customer === customer)
    return !recent.some((change) => today - dayNumberAt(change.at, world.shop.timeZone) < forDays)
  }

  /** Who entered or left at each daily slot of the last two weeks, the longest that the tests ask for. */
  function changes(name: string, change: 'entered' | 'left', at: Instant): { customer: number; at: Instant }[] {
    const found: { customer: number; at: Instant }[] = []
    const slots = Array.from({ length: 16 }, (_, i) => sameTime(at, -i))
    for (let i = 0; i + 1 < slots.length; i++) {
      const [slot = 0, before = 0, earlier = 0] = slots.slice(i)
      const runsHere = i === 0 ? [] : runsIn(name, before, slot)
      const runsBefore = runsIn(name, earlier, before)
      if (runsHere.length > 0 && runsBefore.length > 0) {
        for (const row of world.memberships) {
          const when = change === 'entered' ? row.entered_at : row.left_at
          if (row.segment === name && when !== null && runsHere.includes(when))
            found.push({ customer: row.customer, at: when })
        }
        continue
      }
      const now = runsHere.length > 0 ? stored(name, runsHere) : members(name, slot)
      const then = runsBefore.length > 0 ? stored(name, runsBefore) : members(name, before)
      const [more, fewer] = change === 'entered' ? [now, then] : [then, now]
      for (const customer of more) if (!fewer.has(customer)) found.push({ customer, at: slot })
    }
    return found
  }

  function runsIn(name: string, after: Instant, until: Instant): Instant[] {
    const counted = world.runs.filter(
      ({ slot, summary }) => slot > after && slot <= until && summary.includes(`"${name}"`),
    )
    return counted.map(({ slot }) => slot).sort((a, b) => a - b)
  }

  function stored(name: string, runs: readonly Instant[]): ReadonlySet<number> {
    const run = Math.max(...runs)
    const rows = world.memberships.filter(({ segment, entered_at: from, left_at: until }) => {
      return segment === name && from <= run && (until === null || until > run)
    })
    return new Set(rows.map(({ customer }) => customer))
  }

  /** The same wall time some days before: the first instant whose clock shows it, or the first one after a gap. */
  function sameTime(at: Instant, days: number): Instant {
    const wall = (instant: Instant) => Date.parse(`${clock.format(instant).replace(' ', 'T')}Z`) + (at % 1000)
    const wanted = wall(at) + days * DAY_MS
    const step = 15 * 60_000
    let guess = at + days * DAY_MS - 3 * 3_600_000
    while (wall(guess) < wanted) guess += step
    if (wall(guess) === wanted) return guess
    while (wall(guess - 1000) > wanted) guess -= 1000
    return guess - (at % 1000)
  }

  function answerTo(
    question: Question,
    customer: number,
    judging: Judging,
    since: Instant | null,
    base: Instant,
  ): Answer {
    if (isEventQuestion(question)) {
      return { kind: 'number', value: measured(world, customer, question, judging, since) }
    }
    if (/_score$/.test(question.fact)) {
      return { kind: 'number', value: scoreOf(question.fact, customer, judging, base) }
    }
    if (question.fact === 'rfm_group') {
      const scores = ['recency_score', 'frequency_score', 'monetary_score']
      const [r = null, f = null, m = null] = scores.map((score) => scoreOf(score, customer, judging, base))
      return { kind: 'texts', texts: r === null || f === null || m === null ? [] : [groupOf(r, f, m)] }
    }
    return factOf(world, question, customer, judging)
  }

  function scoreOf(score: string, customer: number, judging: Judging, base: Instant): number | null {
    const mine = scoredValue(world, score, customer, judging)
    if (mine === null) return null
    const then = judgingAt(base)
    const all = exists(base).flatMap((key) => scoredValue(world, score, key, then) ?? [])
    return fifthOf(mine, all)
  }

  function stands(
    question: Question,
    condition: StandingCondition,
    customer: number,
    judging: Judging,
    since: Instant | null,
    base: Instant,
  ): boolean {
    const mine = baseValue(question, customer, judging, since)
    if (mine === null) return false
    const everyone: { id: string; value: number }[] = []
    for (const key of exists(base)) {
      const value = baseValue(question, key, judgingAt(base), null)
      if (value !== null) everyone.push({ id: idOf(key), value })
    }
    if (everyone.length === 0) return 'customers' in condition
    if ('of' in condition) {
      const middle = condition.of === 'average' ? average(everyone) : median(everyone)
      return condition.is === 'above' ? mine > middle : mine < middle
    }
    const sign = condition.is.startsWith('top') ? -1 : 1
    everyone.sort((a, b) => sign * (a.value - b.value) || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)))
    if ('customers' in condition) {
      const last = everyone[condition.customers - 1]
      if (!last || mine !== last.value) return !last || sign * (mine - last.value) < 0
      return Buffer.compare(Buffer.from(idOf(customer)), Buffer.from(last.id)) <= 0
    }
    const rank = Math.ceil(Math.round(everyone.length * condition.share * 1e6) / 1e6)
    const last = everyone[rank - 1]
    return last !== undefined && sign * (mine - last.value) <= 0
  }

  /** The value by which a customer stands in the base, or null for who is not in it. */
  function baseValue(question: Question, customer: number, judging: Judging, since: Instant | null): number | null {
    const answer = answerTo(question, customer, judging, since, judging.at)
    if (answer.kind !== 'number' && answer.kind !== 'date') throw new Error('only numbers and dates stand')
    if (isEventQuestion(question)) {
      const times = measured(world, customer, { ...question, measure: { name: 'times' } }, judging, since)
      return times === 0 ? null : answer.value
    }
    const overOrders = ['orders', 'total_spent', 'average_order', 'largest_order'].includes(question.fact)
    return overOrders && countedOrders(world, customer, judging.at).length === 0 ? null : answer.value
  }

  function idOf(customer: number): string {
    return world.customers.find(({ key }) => key === customer)?.id ?? ''
  }

  return { members, holds, exists }
}

/** The first 8 bytes of SHA-256 of name and id as a share of 2^64. */
function inShare({ name, share }: { name: string; share: number }, id: string): boolean {
  const first = createHash('sha256').update(`${name}:${id}`).digest().readBigUInt64BE()
  return first * 100_000_000n < BigInt(Math.round(share * 1e8)) << 64n
}

function average(rows: readonly { value: number }[]): number {
  return rows.reduce((total, { value }) => total + value, 0) / rows.length
}

function median(rows: readonly { value: number }[]): number {
  const sorted = rows.map(({ value }) => value).sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [upper = 0, lower = 0] = [sorted[middle], sorted[middle - 1]]
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2
}
