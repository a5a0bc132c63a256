import { type RawBuilder, sql } from 'kysely'
import { addLocalDays, type Day, dayNumber, endOfDay, localDay, startOfDay } from '../../calendar/index.ts'
import type { Problem } from '../../problem.ts'
import { didYouMean, problemOn, readFields, scalarOf, type YamlEntry } from '../../yaml/index.ts'
import { slotOf } from './slot-of.ts'
import { defineTrigger, type OccasionContext, type StartReading } from './trigger.ts'

/** `{when_entering: lapsed, coming_from: at-risk}`: on the day on which a customer enters a segment. */
export const whenEntering = defineTrigger({
  name: 'when_entering',
  options: ['coming_from'],
  doc: 'When a customer enters a segment: in it at this slot and not at the slot before.',
  example: 'starts: {when_entering: lapsed, coming_from: at-risk}',
  read(block, reading) {
    const problems: Problem[] = []
    const { entries } = readFields(block, ['when_entering', 'coming_from'], 'when_entering')
    const segment = readSegmentName(entries.get('when_entering'), reading, problems)
    const from = readSegmentName(entries.get('coming_from'), reading, problems)
    if (!segment) return { problems }
    return {
      value: {
        trigger: 'when_entering',
        phrase: `when entering ${segment}${from ? `, coming from ${from}` : ''}`,
        line: block.place.line,
        segments: from ? [segment, from] : [segment],
        about: 'a customer',
        defaults: { priority: 40, again: { afterDays: 365 } },
        moment: 'day',
        days: { by: 'segment', segment, comingFrom: from },
        occasions: (ctx) => entriesOf(ctx, segment, from),
      },
      problems,
    }
  },
})

function readSegmentName(entry: YamlEntry | undefined, reading: StartReading, problems: Problem[]): string | undefined {
  const name = entry && scalarOf(entry, problems)?.text.trim()
  if (!entry || name === undefined) return undefined
  if (reading.segments.includes(name)) return name
  const near = didYouMean(name, reading.segments)
  const hint = near ? `did you mean "${near}"?` : `known: ${reading.segments.join(', ') || 'none yet'}`
  const problem = problemOn(entry.value, 'unknown-segment', `No segment is called "${name}"`, hint)
  problems.push(near ? { ...problem, try: `${entry.key}: ${near}` } : problem)
  return undefined
}

/** One row per customer and day of entry, as the run of that day saw it or would have seen it. */
async function entriesOf(
  ctx: OccasionContext,
  segment: string,
  from: string | undefined,
): Promise<RawBuilder<unknown>> {
  const days = ctx.days.filter((day) => day <= ctx.today)
  const asked = new Set(days)
  const [first] = days
  const zone = ctx.shop.timeZone
  const changes = await ctx.evaluation.changes({
    segment,
    change: 'entered',
    within: (at) => asked.has(localDay(at, zone)),
    since: first === undefined ? ctx.now : startOfDay(first, zone),
  })
  const current =
    ctx.includeCurrent === 'yes' && days.includes(ctx.firstDay) ? await membersOn(ctx, segment) : undefined
  const dates = ctx.dialect.rows(
    { date: 'text', since: 'integer', until: 'integer', day: 'integer' },
    days.map((day) => [day, startOfDay(day, zone), endOfDay(day, zone), dayNumber(day)]),
  )
  const came = from === undefined ? sql`` : sql`and ${await wasIn(ctx, from, days)}`
  const only = ctx.customer === undefined ? sql`` : sql`and entered.customer = ${ctx.customer}`
  return sql`
    -- one row per customer and day on which the customer entered the segment
    select entered.customer, dates.date as occasion, min(entered.at) as at, dates.day, cast(null as bigint) as "order"
    from (
      select customer, at from ${sql.table(changes)}
      ${current ? sql`union all ${current}` : sql``}
    ) as entered
    join ${dates} as dates on entered.at >= dates.since and entered.at < dates.until
    where entered.at <= ${ctx.now} ${came} ${only}
    group by entered.customer, dates.date, dates.day`
}

/** Everybody in the segment at the first slot: `include_current: yes`. */
async function membersOn(ctx: OccasionContext, segment: string): Promise<RawBuilder<unknown>> {
  const slot = slotOf(ctx, ctx.firstDay)
  const members = await ctx.evaluation.members([segment], slot)
  return sql`
      select customer, cast(${slot} as bigint) as at
      from (${members.list(segment)}) as members`
}

/** In the other segment at the slot before the one of the entry. */
async function wasIn(ctx: OccasionContext, segment: string, days: readonly Day[]): Promise<RawBuilder<unknown>> {
  const parts: RawBuilder<unknown>[] = []
  for (const day of days) {
    const members = await ctx.evaluation.members([segment], addLocalDays(slotOf(ctx, day), -1, ctx.shop.timeZone))
    parts.push(sql`(dates.date = ${day} and ${members.has(segment, sql`entered.customer`)})`)
  }
  return parts.length === 0 ? sql`1 = 0` : sql`(${sql.join(parts, sql` or `)})`
}
