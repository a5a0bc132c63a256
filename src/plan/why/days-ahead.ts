import { sql } from 'kysely'
import { addDays, type Day, dayNumber, localDay } from '../../calendar/index.ts'
import type { Campaign } from '../../campaigns/index.ts'
import type { EvaluationOf } from '../../segments/index.ts'
import { firstSlots, gatherCandidates } from '../candidates.ts'
import type { Slot } from '../due-rows.ts'
import { keptOn } from '../kept-on.ts'
import { rulesOf } from '../made-customer.ts'
import type { PlanContext, PlanOptions } from '../plan.ts'
import { stepTimes } from '../step-times.ts'

/** A customer in a world of its own, seen from a slot, and how far ahead one looks. */
export interface Outlook {
  readonly ctx: PlanContext & { readonly evaluation: EvaluationOf }
  readonly slot: Slot
  readonly options: PlanOptions
  /** The zone of the customer. */
  readonly zone: string
  readonly until: Day
}

/**
 * The days after today on which an email of a campaign may become due if nothing else happens, ascending: those of
 * journeys under way, and of starts that the calendar and the rules' own dates bring.
 */
export async function daysAhead(campaign: Campaign, outlook: Outlook): Promise<Day[]> {
  const { slot, until } = outlook
  const days = [addDays(slot.today, 1), ...(await underWay(campaign, outlook)), ...(await toCome(campaign, outlook))]
  const within = days.flatMap((day) => lateDays(day, campaign)).filter((day) => day > slot.today && day <= until)
  return [...new Set(within)].sort()
}

/** What is due in the morning belongs to the slot of the day before; what could not go may go on the days after. */
function lateDays(day: Day, { late }: Campaign): Day[] {
  return Array.from({ length: late + 3 }, (_, i) => addDays(day, i - 1))
}

/** The days of the steps of journeys that have begun. */
async function underWay(campaign: Campaign, { ctx, slot, options }: Outlook): Promise<Day[]> {
  const own = { ...ctx, campaigns: [campaign] }
  const candidates = await gatherCandidates(own, slot, options, await firstSlots(own))
  const { rows } = await sql<{ due_at: number }>`select due_at from ${sql.table(candidates)}`.execute(ctx.db)
  await sql`drop table ${sql.table(candidates)}`.execute(ctx.db)
  return rows.map(({ due_at }) => localDay(Number(due_at), ctx.shop.timeZone))
}

/** The days of the steps of journeys that begin on a coming day. */
async function toCome(campaign: Campaign, outlook: Outlook): Promise<Day[]> {
  const { ctx, zone } = outlook
  const clock = campaign.sendAt.clock === 'shop' ? ctx.shop.timeZone : zone
  const starts = await startsToCome(campaign, outlook, clock)
  return starts.flatMap((start) =>
    stepTimes(campaign, start, clock).flatMap(({ at }) =>
      at === null ? [start] : [start, localDay(at, ctx.shop.timeZone)],
    ),
  )
}

async function startsToCome(campaign: Campaign, outlook: Outlook, clock: string): Promise<Day[]> {
  const { ctx, slot, until } = outlook
  const { days } = campaign.starts
  const ahead = daysBetween(addDays(slot.today, 1), until)
  switch (days.by) {
    case 'event':
      return []
    case 'yearly date': {
      const date = await ctx.evaluation.answer({ fact: days.fact })
      return ahead.filter(keptOn(days, date, ctx.vocabulary))
    }
    case 'segment': {
      const names = [days.segment, ...(days.comingFrom === undefined ? [] : [days.comingFrom])]
      const rules = ctx.segments.filter(({ name }) => names.includes(name)).map(({ who }) => who)
      return [...(await ctx.evaluation.turningDays(rules, until))]
    }
    case 'calendar':
      return (await bordersOf(campaign, outlook, clock)).flatMap((border) => {
        const first = ahead.find((day) => day >= border && days.fits(day))
        return first === undefined ? [] : [first]
      })
    default:
      return days satisfies never
  }
}

/**
 * Between two of these days all starts of a rhythm fare alike: tomorrow, the turns of the rules as seen from each step's
 * start, and the ends of what `again` refuses.
 */
async function bordersOf(campaign: Campaign, { ctx, slot, until }: Outlook, clock: string): Promise<Day[]> {
  const tomorrow = addDays(slot.today, 1)
  const turns = [...(await ctx.evaluation.turningDays(rulesOf(campaign), until))]
  const waits = stepTimes(campaign, tomorrow, clock).map(({ day }) => dayNumber(day) - dayNumber(tomorrow))
  const shifted = turns.flatMap((turn) => [0, ...waits].map((wait) => addDays(turn, -wait)))
  const { rows } = await sql<{ started_at: number }>`
    select distinct started_at from messages where campaign = ${campaign.name}`.execute(ctx.db)
  const { again } = campaign
  const ends = rows.flatMap(({ started_at }) => {
    const day = localDay(Number(started_at), ctx.shop.timeZone)
    if (typeof again === 'object') return [addDays(day, again.afterDays)]
    return again === 'every year' ? [`${Number(day.slice(0, 4)) + 1}-01-01`] : []
  })
  return [tomorrow, ...shifted, ...ends]
}

function daysBetween(first: Day, last: Day): Day[] {
  const days: Day[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}
