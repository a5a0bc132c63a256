import { addLocalDays, type Day, dayNumber, localDay } from '../../calendar/index.ts'
import type { Campaign } from '../../campaigns/index.ts'
import type { Instant } from '../../clock.ts'
import type { Slot } from '../due-rows.ts'
import type { PlanContext } from '../plan.ts'
import { daysAhead, type Outlook } from './days-ahead.ts'
import { type DueEmail, dueByRules } from './due-by-rules.ts'

/** How far ahead one looks: every yearly date comes round, on a leap day too. */
export const outlookDays = 400

/** The next email of a campaign, the day on which its rules want it to go, and the instant of the slot that finds it. */
export interface NextEmail extends DueEmail {
  readonly day: Day
  readonly slotAt: Instant
}

/**
 * The first day after today on which the rules of each campaign want an email to go if nothing else happens: the days
 * that may bring one are found from the rules' dates, then each is planned. Campaigns without such a day are left out.
 */
export async function nextDates(
  campaigns: readonly Campaign[],
  outlook: Outlook,
): Promise<ReadonlyMap<string, NextEmail>> {
  const found = new Map<string, NextEmail>()
  const wanted = new Map<Day, Campaign[]>()
  for (const campaign of campaigns) {
    for (const day of await daysAhead(campaign, outlook)) wanted.set(day, [...(wanted.get(day) ?? []), campaign])
  }
  for (const day of [...wanted.keys()].sort()) {
    const open = (wanted.get(day) ?? []).filter(({ name }) => !found.has(name))
    if (open.length === 0) continue
    for (const email of await dueOn(day, open, outlook)) {
      if (!found.has(email.campaign)) found.set(email.campaign, email)
    }
  }
  return found
}

/** What the rules of some campaigns want to go on a day. */
export async function dueOn(
  day: Day,
  campaigns: readonly Campaign[],
  { ctx, options }: Pick<Outlook, 'ctx' | 'options'>,
): Promise<NextEmail[]> {
  const slot = slotOn(day, ctx)
  const then = { ...ctx, now: slot.from, campaigns, evaluation: ctx.evaluation.asOf(slot.from) }
  return (await dueByRules(then, slot, options)).map((email) => nextEmail(email, slot, ctx.shop.timeZone))
}

/** An email whose hour has passed goes at once. */
export function nextEmail(email: DueEmail, slot: Slot, zone: string): NextEmail {
  return { ...email, day: localDay(Math.max(email.dueAt, slot.from), zone), slotAt: slot.from }
}

/** A day's slot at the same time of the day as the present one. */
function slotOn(day: Day, { shop, now }: Pick<PlanContext, 'shop' | 'now'>): Slot {
  const zone = shop.timeZone
  const from = addLocalDays(now, dayNumber(day) - dayNumber(localDay(now, zone)), zone)
  const until = addLocalDays(from, 1, zone)
  return { from, until, today: localDay(from, zone), wall: from, horizon: until }
}
