import { addLocalDays, type Day, localDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import type { CountedRun } from '../../segments/index.ts'

/** Since when "in 7 days" counts, at an instant of the shop's zone. */
export function weekAgo(now: Instant, zone: string): Instant {
  return addLocalDays(now, -7, zone)
}

/** The day since which runs count, where they count for less than 7 days. */
export function youngSince(runs: readonly CountedRun[], now: Instant, zone: string): Day | undefined {
  const [first] = runs
  return first && first.slot > weekAgo(now, zone) ? localDay(first.slot, zone) : undefined
}

/** Who came and left in 7 days, as the runs wrote it down. */
export function lastWeek(runs: readonly CountedRun[], segment: string, now: Instant, zone: string) {
  const since = weekAgo(now, zone)
  const moves = runs.filter(({ slot }) => slot > since).flatMap((run) => run.moves.get(segment) ?? [])
  const sum = (of: 'entered' | 'left') => moves.reduce((total, move) => total + move[of], 0)
  return { entered: sum('entered'), left: sum('left') }
}
