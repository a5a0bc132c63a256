import { addDays, addMonths, type Day, instantAt, localDay, weekday } from '../calendar/index.ts'
import { type Campaign, type DueStep, isDue, type PauseStep } from '../campaigns/index.ts'
import type { Instant } from '../clock.ts'

const MS_PER_HOUR = 3_600_000

/**
 * When one step of a journey is due. `at` is null for a step that comes only hours after the start: then it is due
 * `shift` ms after the start's instant. Otherwise `shift` ms are added to the start before its day is taken.
 */
export interface StepTime {
  readonly step: DueStep
  readonly shift: number
  readonly day: Day
  readonly at: Instant | null
}

/** Where a journey stands between two steps. */
interface Point {
  readonly day: Day
  readonly time: string
  /** A known instant that hours are counted from: that of an email, or the end of an earlier wait in hours. */
  readonly at: Instant | null
  readonly shift: number
  /** `start`: nothing but hours has passed since the start's own instant. */
  readonly tiedTo: 'start' | 'clock'
}

/** The due times of all steps of a journey that starts on a day, on the clock of a zone. */
export function stepTimes(campaign: Campaign, start: Day, zone: string): readonly StepTime[] {
  const known = rememberedOf(campaign, zone)
  const times = known.get(start) ?? countTimes(campaign, start, zone)
  if (known.size >= MOST_REMEMBERED) known.clear()
  known.set(start, times)
  return times
}

/** The days of a simulation ask for the same journeys again and again: by campaign, zone and day of the start. */
const remembered = new WeakMap<Campaign, Map<string, Map<Day, readonly StepTime[]>>>()
const MOST_REMEMBERED = 2000

function rememberedOf(campaign: Campaign, zone: string): Map<Day, readonly StepTime[]> {
  const zones = remembered.get(campaign) ?? new Map<string, Map<Day, readonly StepTime[]>>()
  const days = zones.get(zone) ?? new Map<Day, readonly StepTime[]>()
  remembered.set(campaign, zones.set(zone, days))
  return days
}

function countTimes(campaign: Campaign, start: Day, zone: string): StepTime[] {
  // What begins with a day has no instant of its own: its hours count from the day's `send_at`.
  const tiedTo = campaign.starts.moment === 'event' ? 'start' : 'clock'
  let point: Point = { day: start, time: campaign.sendAt.time, at: null, shift: 0, tiedTo }
  const times: StepTime[] = []
  for (const step of campaign.steps) {
    if (!isDue(step)) {
      point = after(step, point, campaign, zone)
      continue
    }
    const elapsed = point.tiedTo === 'start' && point.shift > 0
    const at = elapsed ? null : (point.at ?? instantAt(point.day, point.time, zone))
    times.push({ step, shift: point.shift, day: point.day, at })
    // A word to somebody of the shop moves no email.
    if (!elapsed && step.kind === 'send') point = { ...point, at, tiedTo: 'clock' }
  }
  return times
}

/** The longest that a journey can take from its start to its last step, in days, rounded up. */
export function longestJourney(campaign: Campaign): number {
  return campaign.steps.reduce((days, step) => days + (isDue(step) ? 0 : longestWait(step)), 0)
}

/** The hours after a start, event's own instant, that are counted before any day: waits in hours ahead of all others. */
export function hoursAtStart(campaign: Campaign): number {
  if (campaign.starts.moment === 'day') return 0
  const waits = campaign.steps.filter((step) => !isDue(step))
  const days = waits.findIndex((step) => step.kind !== 'wait' || step.unit !== 'hours')
  const first = days < 0 ? waits : waits.slice(0, days)
  return first.reduce((hours, step) => hours + (step.kind === 'wait' ? step.count : 0), 0)
}

function longestWait(step: PauseStep): number {
  if (step.kind === 'wait until') return 7
  if (step.unit === 'hours') return Math.ceil(step.count / 24) + 1
  return step.unit === 'months' ? step.count * 31 : step.count
}

function after(step: PauseStep, point: Point, campaign: Campaign, zone: string): Point {
  if (step.kind === 'wait until') {
    const time = step.time ?? campaign.sendAt.time
    const next = addDays(point.day, (step.weekday - weekday(point.day) + 7) % 7)
    const isOver = point.at !== null && instantAt(next, time, zone) <= point.at
    return { ...point, day: isOver ? addDays(next, 7) : next, time, at: null, tiedTo: 'clock' }
  }
  if (step.unit !== 'hours') {
    const day = step.unit === 'days' ? addDays(point.day, step.count) : addMonths(point.day, step.count)
    return { ...point, day, time: campaign.sendAt.time, at: null, tiedTo: 'clock' }
  }
  const elapsed = step.count * MS_PER_HOUR
  if (point.tiedTo === 'start') return { ...point, shift: point.shift + elapsed }
  const at = (point.at ?? instantAt(point.day, point.time, zone)) + elapsed
  return { ...point, day: localDay(at, zone), at }
}
