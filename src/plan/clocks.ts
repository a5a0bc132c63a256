import { type Day, startOfDay, year, zoneOffsets } from '../calendar/index.ts'

/**
 * The zones by the clock they show: each with the first zone of the list whose clock agrees with its own in all years
 * from that of `first` to that of `last`. Half of Europe is one clock.
 */
export function clocksOf(zones: readonly string[], first: Day, last: Day): ReadonlyMap<string, string> {
  // Whole years: the days of a simulation ask for the same stretch, which is remembered.
  const from = startOfDay(`${year(first)}-01-01`, 'UTC') - A_DAY
  const to = startOfDay(`${year(last) + 1}-01-01`, 'UTC') + A_DAY
  const firstWith = new Map<string, string>()
  const clocks = new Map<string, string>()
  for (const zone of zones) {
    const shown = JSON.stringify(zoneOffsets(zone, from, to))
    const clock = firstWith.get(shown) ?? zone
    firstWith.set(shown, clock)
    clocks.set(zone, clock)
  }
  return clocks
}

/** A zone's own year begins up to a day before or after that of UTC. */
const A_DAY = 86_400_000
