import type { Instant } from '../../../src/clock.ts'
import type { Clause, FactQuestion, Question, StandingCondition } from '../../../src/facts/index.ts'
import { isEventQuestion } from '../../../src/facts/index.ts'
import type { Rule } from '../../../src/segments/index.ts'
import { fold } from '../../../src/text/index.ts'
import { dayNumberAt } from './naive-calendar.ts'
import { dateHolds, type Judging, numberHolds, textHolds, yearlyHolds } from './naive-conditions.ts'
import { countedOrders, measured, refundOf, yearsBetween } from './naive-values.ts'
import type { World } from './world.ts'

/** What a question may answer, before any condition is put to it. */
type Answer =
  | { readonly kind: 'number' | 'date'; readonly value: number | null }
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  | { readonly kind: 'yearly'; readonly date: { monthDay: string; year: number | null } | null }

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
    const answer = answerTo(question, customer, judging, since)
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
      return segment === name && (from === null || from <= run) && (until === null || until > run)
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

  function answerTo(question: Question, customer: number, judging: Judging, since: Instant | null): Answer {
    if (isEventQuestion(question)) {
      return { kind: 'number', value: measured(world, customer, question, judging, since) }
    }
    return factOf(world, question, customer, judging)
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
    const answer = answerTo(question, customer, judging, since)
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

function average(rows: readonly { value: number }[]): number {
  return rows.reduce((total, { value }) => total + value, 0) / rows.length
}

function median(rows: readonly { value: number }[]): number {
  const sorted = rows.map(({ value }) => value).sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [upper = 0, lower = 0] = [sorted[middle], sorted[middle - 1]]
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2
}

/** The answer to a question about a fact. */
function factOf(world: World, { fact }: FactQuestion, key: number, judging: Judging): Answer {
  const row = world.customers.find((one) => one.key === key)
  if (!row) throw new Error(`no customer ${key}`)
  const { at } = judging
  const orders = countedOrders(world, key, at)
  const instants = orders.map(({ ordered_at }) => ordered_at)
  const first = orders.length === 0 ? null : Math.min(...instants)
  const signedUp = row.signed_up_at !== null && row.signed_up_at <= at ? row.signed_up_at : null
  const number = (value: number | null): Answer => ({ kind: 'number', value })
  const text = (value: string | null): Answer => ({ kind: 'texts', texts: value === null ? [] : [fold(value)] })
  const yearly = (instant: Instant | null): Answer => ({
    kind: 'yearly',
    date: instant === null ? null : localDate(instant, judging),
  })
  const totals = orders.map(({ total }) => total)
  switch (fact) {
    case 'orders':
      return number(orders.length)
    case 'total_spent':
      return number(orders.reduce((sum, order) => sum + order.total - refundOf(order, at), 0))
    case 'average_order':
      return number(orders.length === 0 ? null : totals.reduce((sum, total) => sum + total, 0) / orders.length)
    case 'largest_order':
      return number(orders.length === 0 ? null : Math.max(...totals))
    case 'first_order':
      return { kind: 'date', value: first }
    case 'last_order':
      return { kind: 'date', value: orders.length === 0 ? null : Math.max(...instants) }
    case 'signed_up':
      return { kind: 'date', value: signedUp }
    case 'birthday':
      return { kind: 'yearly', date: row.birth_day === null ? null : { monthDay: row.birth_day, year: row.birth_year } }
    case 'first_order_anniversary':
      return yearly(first)
    case 'signup_anniversary':
      return yearly(signedUp)
    case 'age':
      if (row.birth_day === null || row.birth_year === null) return number(null)
      return number(yearsBetween({ monthDay: row.birth_day, year: row.birth_year }, judging))
    case 'years_as_customer': {
      const since = first ?? signedUp
      return number(since === null ? null : yearsBetween(localDate(since, judging), judging))
    }
    case 'country':
    case 'region':
    case 'city':
    case 'time_zone':
    case 'currency':
      return text(row[fact])
    case 'language':
      return languages(row.language)
    case 'tag':
      return {
        kind: 'texts',
        texts: world.customer_tags.filter(({ customer }) => customer === key).map(({ tag }) => fold(tag)),
      }
    case 'consent':
      return text(consentOf(world, key, at))
    case 'suppressed':
      return text(suppressionOf(world, key, at))
    default:
      return attributeOf(world, fact, key)
  }
}

function localDate(instant: Instant, judging: Judging): { monthDay: string; year: number } {
  const day = new Date(dayNumberAt(instant, judging.shop.timeZone) * DAY_MS).toISOString()
  return { monthDay: day.slice(5, 10), year: Number(day.slice(0, 4)) }
}

/** `hr-HR` is Croatian too: a word stands for itself and for all that begin with it. */
function languages(tag: string | null): Answer {
  if (tag === null) return { kind: 'texts', texts: [] }
  const parts = fold(tag).split('-')
  return { kind: 'texts', texts: parts.map((_, i) => parts.slice(0, i + 1).join('-')) }
}

/** The latest dated word; an undated "unsubscribed" is beaten only by a later "subscribed" than it was written down. */
function consentOf(world: World, customer: number, at: Instant): string {
  const rows = world.consents.filter((row) => row.customer === customer && row.topic === null && (row.at ?? 0) <= at)
  const undated = rows.filter((row) => row.at === null)
  const dated = rows.flatMap((row) => (row.at === null ? [] : [{ status: row.status, at: row.at }]))
  const latest = Math.max(Number.NEGATIVE_INFINITY, ...dated.map((row) => row.at))
  const last = dated.filter((row) => row.at === latest).map((row) => row.status)
  const left = undated.filter((row) => row.status === 'unsubscribed').map((row) => row.recorded_at)
  const yes = last.length > 0 && last.every((status) => status === 'subscribed')
  if (yes && left.every((recorded) => latest > recorded)) return 'subscribed'
  if (left.length > 0 || last.includes('unsubscribed')) return 'unsubscribed'
  return last.length === 0 && undated.some((row) => row.status === 'subscribed') ? 'subscribed' : 'never asked'
}

function suppressionOf(world: World, customer: number, at: Instant): string {
  const rows = world.suppressions.filter((row) => row.customer === customer && (row.since ?? 0) <= at)
  const gravest = (['erased', 'complained', 'bounced', 'manual'] as const).find((reason) => {
    return rows.some((row) => row.reason === reason)
  })
  return gravest ?? 'no'
}

function attributeOf(world: World, name: string, customer: number): Answer {
  const declared = world.shop.attributes.find((attribute) => attribute.name === name)
  if (!declared) throw new Error(`the naive evaluator does not know "${name}"`)
  const rows = world.customer_attributes.filter((row) => row.customer === customer && row.name === name)
  const [row] = rows
  switch (declared.type) {
    case 'text':
    case 'list':
      return { kind: 'texts', texts: rows.flatMap(({ text }) => (text === null ? [] : [fold(text)])) }
    case 'yes/no':
      return { kind: 'texts', texts: row ? [row.number === 1 ? 'yes' : 'no'] : [] }
    case 'date':
      return { kind: 'date', value: row?.number ?? null }
    case 'yearly':
      return { kind: 'yearly', date: row?.month_day ? { monthDay: row.month_day, year: row.year } : null }
    default:
      return { kind: 'number', value: row?.number ?? null }
  }
}
