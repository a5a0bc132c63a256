import { addLocalDays } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'

/** Slots to run, the oldest first, and how many older ones are given up. */
export interface Slots {
  readonly slots: readonly Instant[]
  readonly leftOut: number
}

/** A month of silence is caught up; what lies before it is too late for every campaign. */
const MOST_SLOTS = 31

/**
 * The slots to run up to `slot`: after the last recorded run one each calendar day at that run's own local time, all
 * before `slot`, then `slot` itself. Without a run before, `slot` alone: a first run is no outage. None where the last
 * run is `slot` or later, for time does not run backward.
 */
export function missedSlots(last: Instant | undefined, slot: Instant, zone: string): Slots {
  if (last === undefined) return { slots: [slot], leftOut: 0 }
  if (slot <= last) return { slots: [], leftOut: 0 }
  // Far back the first days are skipped over without asking for each: a clock may have stood at 1970.
  const skipped = Math.max(0, Math.floor((slot - last) / MS_PER_DAY) - MOST_SLOTS - 1)
  const slots: Instant[] = []
  for (let day = skipped + 1; ; day += 1) {
    const missed = addLocalDays(last, day, zone)
    if (missed >= slot) break
    slots.push(missed)
  }
  slots.push(slot)
  const surplus = Math.max(0, slots.length - MOST_SLOTS)
  return { slots: slots.slice(surplus), leftOut: skipped + surplus }
}

const MS_PER_DAY = 86_400_000
