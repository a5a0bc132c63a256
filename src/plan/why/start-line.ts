import { sql } from 'kysely'
import { addDays, type Day, dayNumber, localDay } from '../../calendar/index.ts'
import type { Campaign } from '../../campaigns/index.ts'
import type { Instant } from '../../clock.ts'
import { type EventQuestion, occurrences } from '../../facts/index.ts'
import { stepTimes } from '../step-times.ts'
import type { DecidedStep } from './decided-steps.ts'
import { type Found, foundInWords } from './found.ts'
import type { Telling } from './telling.ts'
import type { WhyClause } from './why-clause.ts'

/** The start of a campaign: the day on which it began for the customer, or why it did not. */
export async function startLine(
  telling: Telling,
  campaign: Campaign,
  main: DecidedStep | undefined,
): Promise<WhyClause> {
  const { starts, file } = campaign
  const found: Found = main
    ? { is: 'began', day: localDay(main.startedAt, telling.ctx.shop.timeZone) }
    : await notBegun(telling, campaign)
  return {
    text: `starts ${starts.phrase}`,
    file,
    line: starts.line,
    value: foundInWords(found),
    found,
    holds: main !== undefined,
    within: [],
    reason: 'not_yet',
  }
}

async function notBegun(telling: Telling, campaign: Campaign): Promise<Found> {
  const { days } = campaign.starts
  const plain: Found = { is: 'not begun' }
  switch (days.by) {
    case 'yearly date':
      // Without a date there is nothing to come.
      return (await telling.ctx.evaluation.answer({ fact: days.fact })) === null ? { is: 'date unknown' } : plain
    case 'event':
      return (await happenedBefore(telling, campaign, days.question, days.firstTime)) ?? plain
    case 'segment':
      return (await enteredBefore(telling, campaign, days.segment)) ?? plain
    case 'calendar':
      return plain
    default:
      return days satisfies never
  }
}

/** What begins a journey happened, but before the campaign counted it, or so long ago that its emails are over. */
async function happenedBefore(
  telling: Telling,
  campaign: Campaign,
  question: EventQuestion,
  firstTime: 'yes' | 'no',
): Promise<Found | undefined> {
  const { ctx, slot } = telling
  const zone = ctx.shop.timeZone
  const { rows } = await sql<{ at: number | null }>`
    select ${firstTime === 'yes' ? sql`min(h.at)` : sql`max(h.at)`} as at
    from (${occurrences(ctx, question)}) as h
    where h.customer = ${telling.customer} and h.at <= ${ctx.now}`.execute(ctx.db)
  const at = rows[0]?.at ?? null
  if (at === null) return undefined
  const { event } = question
  const day = localDay(at, zone)
  const began = await beganIn(telling, campaign)
  const counts = began === undefined ? undefined : began - campaign.backfill * 86_400_000
  if (began !== undefined && counts !== undefined && at < counts) {
    return tooEarly(event, day, localDay(counts, zone), localDay(began, zone))
  }
  const last = stepTimes(campaign, day, zone).at(-1)
  const isOver = last !== undefined && addDays(last.day, campaign.late + 1) < slot.today
  return isOver ? { is: 'emails over', event, day, last: last.day } : undefined
}

/** What happened from `from` on counts: days before the campaign began, where it looks back. */
function tooEarly(event: string, day: Day, from: Day, began: Day): Found {
  if (from === began) return { is: 'happened before', event, day, began }
  return { is: 'too early', event, day, from, days: dayNumber(began) - dayNumber(from) }
}

/** In the segment for longer than the campaign runs. */
async function enteredBefore(telling: Telling, campaign: Campaign, segment: string): Promise<Found | undefined> {
  const { ctx } = telling
  const began = await beganIn(telling, campaign)
  if (began === undefined || campaign.includeCurrent === 'yes') return undefined
  const members = await ctx.evaluation.members([segment])
  if ((await members.sizes([segment])).get(segment) !== 1) return undefined
  const since = await ctx.evaluation.changes({ segment, change: 'entered', within: (at) => at >= began, since: began })
  const { rows } = await sql`select 1 from ${sql.table(since)} limit 1`.execute(ctx.db)
  if (rows.length > 0) return undefined
  return { is: 'member before', segment, began: localDay(began, ctx.shop.timeZone) }
}

/** The slot with which the campaign began, or begins; undefined where all that ever happened counts. */
async function beganIn({ ctx, options, slot }: Telling, { name }: Campaign): Promise<Instant | undefined> {
  if (options.mode === 'as of') return undefined
  const row = await ctx.db.selectFrom('campaigns').select('first_slot').where('name', '=', name).executeTakeFirst()
  return row ? Number(row.first_slot) : slot.from
}
