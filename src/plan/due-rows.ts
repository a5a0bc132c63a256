import {
  addDays,
  type Day,
  dayNumber,
  dayOfNumber,
  endOfDay,
  instantAt,
  localDay,
  startOfDay,
  year,
} from '../calendar/index.ts'
import type { Campaign } from '../campaigns/index.ts'
import type { Instant } from '../clock.ts'
import type { Shop } from '../config/shop.ts'
import { hoursAtStart, longestJourney, type StepTime, stepTimes } from './step-times.ts'

/** The time that one run plans: from the slot up to the next one. */
export interface Slot {
  readonly from: Instant
  readonly until: Instant
  /** The shop's day of `from`. */
  readonly today: Day
  /** The real time: later than `from` when a missed slot is worked off. */
  readonly wall: Instant
  /** Up to when a message may be put and still go with this slot: a day from the real time. */
  readonly horizon: Instant
}

/**
 * The columns of `dueRows`, for the dialect's `rows`. `since` and `until` are the day as instants on the campaign's
 * clock, where `due_at` is null: the hours after a start end at any time of it.
 */
export const dueColumns = {
  zone: 'text',
  day: 'integer',
  step: 'text',
  step_index: 'integer',
  shift: 'integer',
  due_day: 'integer',
  due_at: 'integer',
  zone_today: 'integer',
  wall_today: 'integer',
  wall_at: 'integer',
  again_since: 'integer',
  again_until: 'integer',
  since: 'integer',
  until: 'integer',
} as const

export type DueRow = readonly [
  string,
  number,
  string,
  number,
  number,
  number,
  Instant | null,
  number,
  number,
  Instant | null,
  Instant | null,
  Instant | null,
  Instant | null,
  Instant | null,
]

/**
 * Where a campaign begins: nothing is due before the local day of its first slot, nor before the instant `notBefore`.
 * `starts`: whether days before it begin journeys too, whose later steps would come without the first.
 */
export interface FirstSlot {
  readonly slot: Instant
  readonly notBefore: Instant
  readonly starts: 'from here' | 'all'
}

const MS_PER_DAY = 86_400_000

/** The days on which journeys that concern this slot may have begun, or their first hours be over, ascending. */
function startDays(campaign: Campaign, slot: Slot): Day[] {
  const back = longestJourney(campaign) + campaign.late + 2
  const ahead = Math.ceil(hoursAtStart(campaign) / 24) + 2
  return Array.from({ length: back + 1 + ahead }, (_, i) => addDays(slot.today, i - back))
}

/** From the first to the last day that a due row of the campaigns can name, with days to spare. */
export function reachOf(campaigns: readonly Campaign[], slot: Slot): readonly [first: Day, last: Day] {
  const far = Math.max(0, ...campaigns.map((one) => longestJourney(one) + one.late + hoursAtStart(one) / 24)) + 7
  const end = Math.max(slot.until, slot.horizon, slot.wall)
  return [addDays(slot.today, -Math.ceil(far)), addDays(localDay(end, 'UTC'), Math.ceil(far))]
}

/**
 * The shop's days of the starts that the rows ask for, ascending: a wait in hours may pass midnight, and where the hours
 * end counts on the customer's clock.
 */
export function daysAsked(rows: readonly DueRow[]): Day[] {
  const numbers = new Set<number>()
  for (const [, day, , , shift, , at] of rows) {
    const other = at === null ? 1 : 0
    for (let back = -other; back <= Math.ceil(shift / MS_PER_DAY) + other; back++) numbers.add(day - back)
  }
  return [...numbers].sort((a, b) => a - b).map(dayOfNumber)
}

/**
 * For each zone and start day the emails that concern the slot: due in it, still open from earlier days, or the coming
 * step of a journey that has begun. Nothing is due before the local day of the campaign's first slot.
 */
export function dueRows(
  campaign: Campaign,
  slot: Slot,
  zones: readonly string[],
  shop: Shop,
  first: FirstSlot,
): DueRow[] {
  const rows: DueRow[] = []
  const days = startDays(campaign, slot)
  const around = new Map(days.map((day) => [day, refusedWithin(campaign, day, shop)]))
  for (const zone of zones) {
    const today = localDay(slot.from, zone)
    const wallToday = slot.wall === slot.from ? today : localDay(slot.wall, zone)
    const firstDay = localDay(first.slot, zone)
    const firstStarting = firstStart(campaign, first, firstDay, shop)
    for (const [day, [againSince, againUntil]] of around) {
      if (day < firstStarting) continue
      stepTimes(campaign, day, zone).forEach((time, index) => {
        if (time.day < firstDay || (time.at ?? slot.from) < first.notBefore) return
        if (!concerns(time, campaign, slot, today, day)) return
        rows.push([
          zone,
          dayNumber(day),
          time.step.id,
          index,
          time.shift,
          dayNumber(time.day),
          time.at,
          dayNumber(today),
          dayNumber(wallToday),
          time.at === null ? null : instantAt(wallToday, campaign.sendAt.time, zone),
          againSince,
          againUntil,
          time.at === null ? startOfDay(day, zone) : null,
          time.at === null ? endOfDay(day, zone) : null,
        ])
      })
    }
  }
  return rows
}

/** Days before the first slot's begin no journey, on either clock; events are held back by their own instant. */
function firstStart(campaign: Campaign, first: FirstSlot, firstDay: Day, shop: Shop): Day {
  if (first.starts === 'all' || campaign.starts.moment === 'event') return ''
  const shopDay = localDay(first.slot, shop.timeZone)
  return addDays(shopDay < firstDay ? shopDay : firstDay, -campaign.backfill)
}

function concerns(time: StepTime, campaign: Campaign, slot: Slot, today: Day, start: Day): boolean {
  if (time.at === null) return time.day >= addDays(today, -campaign.late - 2)
  if (time.at >= slot.until) return time.shift > 0 || start <= slot.today
  // One day more than `late`, and than what began after its own hour has: what waited until now gets its final word.
  return time.at >= slot.from || time.day >= addDays(today, -campaign.late - 2)
}

/** From which instant up to which another occasion of the campaign stands against a journey. */
type Around = readonly [since: Instant, until: Instant] | readonly [null, null]

/**
 * The time around a start in which another occasion refuses it; nulls: never refused. The occasion of a yearly date is
 * its year, kept apart by the unique row: with `days_before` two years of it may begin in one.
 */
function refusedWithin({ again, starts }: Campaign, day: Day, shop: Shop): Around {
  if (again === 'every time' || (again === 'every year' && starts.trigger === 'on_date')) return [null, null]
  if (again === 'never') return [0, Number.MAX_SAFE_INTEGER]
  const yearly = [`${year(day)}-01-01`, `${year(day) + 1}-01-01`] as const
  const [first, end] =
    again === 'every year' ? yearly : [addDays(day, 1 - again.afterDays), addDays(day, again.afterDays)]
  return [startOfDay(first, shop.timeZone), startOfDay(end, shop.timeZone)]
}
