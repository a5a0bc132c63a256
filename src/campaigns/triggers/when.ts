import { type RawBuilder, sql } from 'kysely'
import { type Day, dayNumber, endOfDay, startOfDay } from '../../calendar/index.ts'
import { type EventKind, type EventQuestion, localDayOf, occurrences, readEventFilters } from '../../facts/index.ts'
import type { Problem } from '../../problem.ts'
import { didYouMean, problemOn, readFields, scalarOf, type YamlMap } from '../../yaml/index.ts'
import { yesOrNo } from '../phrases.ts'
import { readPhrase } from '../read-phrase.ts'
import { defineTrigger, type OccasionContext, type StartReading } from './trigger.ts'

const OWN_KEYS = ['when', 'first_time', 'restart']

/** Which of several occurrences of one customer begin a journey. */
interface Which {
  readonly firstTime: 'yes' | 'no'
  /** A newer one starts the waits anew: only the newest counts. */
  readonly restart: 'yes' | 'no'
}

/** `{when: bought, category: tea, first_time: yes}`: each time something happens to a customer. */
export const when = defineTrigger({
  name: 'when',
  options: ['first_time', 'restart'],
  doc: 'Each time something happens: an order, a delivery, a return, or an event of the shop’s own.',
  example: 'starts: {when: bought, first_time: yes}',
  read(block, reading) {
    const problems: Problem[] = []
    const event = readEvent(block, reading, problems)
    const filters = event && readFilters(event, block, reading, problems)
    const which = readWhich(block, problems)
    const declared = event ? reading.vocabulary.event(event) : undefined
    if (!event || !filters || !which || !declared) return { problems }
    const question: EventQuestion = { event, filters, measure: { name: 'times' } }
    const first = which.firstTime === 'yes'
    return {
      value: {
        trigger: 'when',
        phrase: `${first ? 'the first time a customer' : 'when a customer'} ${event}`,
        line: block.place.line,
        segments: [],
        about: declared.rows === 'orders' ? 'an order' : 'a customer',
        defaults: { priority: first && event === 'bought' ? 60 : 50, again: 'every time' },
        moment: 'event',
        days: { by: 'event', question, firstTime: which.firstTime },
        occasions: async (ctx) => eventOccasions(ctx, reading, question, which, declared.rows),
      },
      problems,
    }
  },
})

function readEvent(block: YamlMap, reading: StartReading, problems: Problem[]): string | undefined {
  const entry = block.entries.find(({ key }) => key === 'when')
  const name = entry && scalarOf(entry, problems)?.text.trim()
  if (!entry || name === undefined || reading.vocabulary.event(name)) return name
  const known = reading.vocabulary.events.map((event) => event.name)
  const near = didYouMean(name, known)
  const hint = near ? `did you mean "${near}"?` : `known: ${known.join(', ')}`
  const problem = problemOn(entry.value, 'unknown-event', `No event is called "${name}"`, hint)
  problems.push(near ? { ...problem, try: `when: ${near}` } : problem)
  return undefined
}

function readFilters(event: string, block: YamlMap, reading: StartReading, problems: Problem[]) {
  const entries = block.entries.filter(({ key }) => !OWN_KEYS.includes(key))
  const filters = readEventFilters(event, entries, { vocabulary: reading.vocabulary, events: 'since the start' })
  problems.push(...filters.problems)
  return filters.value
}

function readWhich(block: YamlMap, problems: Problem[]): Which | undefined {
  const { entries } = readFields(block, OWN_KEYS, 'when')
  const read = (key: string) => {
    const entry = entries.get(key)
    return entry ? readPhrase(entry, problems, yesOrNo, 'yes') : 'no'
  }
  const [firstTime, restart] = [read('first_time'), read('restart')]
  if (!firstTime || !restart) return undefined
  if (firstTime === 'yes' && restart === 'yes') {
    const message = '"first_time" and "restart" contradict each other: the first time comes only once'
    problems.push(problemOn(block, 'contradiction', message, 'keep one of them'))
  }
  return { firstTime, restart }
}

function eventOccasions(
  ctx: OccasionContext,
  reading: StartReading,
  question: EventQuestion,
  which: Which,
  rows: EventKind['rows'],
): RawBuilder<unknown> {
  const happened = occurrences({ ...ctx, vocabulary: reading.vocabulary }, question)
  const chosen = sql`
    -- what happened on the days in question
    select h.customer, h.at, h."order"
    from (${happened}) as h
    where ${onTheDays(ctx)} ${since(ctx)} ${onlyOf(ctx)}
      ${which.firstTime === 'yes' ? sql`and ${noOther(happened, 'earlier')}` : sql``}
      ${which.restart === 'yes' ? sql`and ${noOther(happened, 'later')}` : sql``}`
  return rows === 'orders' ? byOrder(ctx, chosen) : byDay(ctx, chosen, which)
}

function onTheDays(ctx: OccasionContext): RawBuilder<unknown> {
  const zone = ctx.shop.timeZone
  const spans = spansOf(ctx.days).map(([first, last]) => [startOfDay(first, zone), endOfDay(last, zone)] as const)
  if (spans.length === 0) return sql`1 = 0`
  return sql`(${sql.join(
    spans.map(([from, until]) => sql`(h.at >= ${from} and h.at < ${until})`),
    sql` or `,
  )})`
}

/** Runs of consecutive days as first and last. */
function spansOf(days: readonly Day[]): [Day, Day][] {
  const spans: [Day, Day][] = []
  for (const day of days) {
    const open = spans.at(-1)
    if (open && dayNumber(day) === dayNumber(open[1]) + 1) open[1] = day
    else spans.push([day, day])
  }
  return spans
}

function since(ctx: OccasionContext): RawBuilder<unknown> {
  return ctx.notBefore === null ? sql`` : sql`and h.at >= ${ctx.notBefore}`
}

function onlyOf(ctx: OccasionContext): RawBuilder<unknown> {
  return ctx.customer === undefined ? sql`` : sql`and h.customer = ${ctx.customer}`
}

/**
 * No other occurrence lies on that side. In a case each is searched for: a plain `not exists` PostgreSQL makes a join, for
 * which it reads all orders there ever were.
 */
function noOther(happened: RawBuilder<unknown>, side: 'earlier' | 'later'): RawBuilder<unknown> {
  const before = side === 'earlier' ? sql`<` : sql`>`
  return sql`case when exists (
        select 1
        from (${happened}) as other
        where other.customer = h.customer and other.at ${before}= h.at
          and (other.at ${before} h.at or (other.at = h.at and other."order" ${before} h."order"))
      ) then 1 else 0 end <> 1`
}

function byOrder(ctx: OccasionContext, chosen: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    -- one row per order that begins a journey
    select chosen.customer, o.id as occasion, chosen.at, ${localDayOf(ctx, sql`chosen.at`)} as day, chosen."order"
    from (${chosen}) as chosen
    join orders as o on o.key = chosen."order"`
}

/** Events have no id of the shop's own: those of one customer on one day are one occasion, named by the date. */
function byDay(ctx: OccasionContext, chosen: RawBuilder<unknown>, which: Which): RawBuilder<unknown> {
  const dates = ctx.dialect.rows(
    { date: 'text', day: 'integer' },
    ctx.days.map((day) => [day, dayNumber(day)]),
  )
  const at = which.restart === 'yes' ? sql`max(chosen.at)` : sql`min(chosen.at)`
  return sql`
    -- one row per customer and day on which it happened
    select chosen.customer, dates.date as occasion, ${at} as at, dates.day, cast(null as bigint) as "order"
    from (${chosen}) as chosen
    join ${dates} as dates on dates.day = ${localDayOf(ctx, sql`chosen.at`)}
    group by chosen.customer, dates.date, dates.day`
}
