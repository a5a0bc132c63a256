import { sql } from 'kysely'
import { addLocalDays } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { EvaluationContext } from './context.ts'

/** A daily slot: its instant, and the runs that took place since the slot before. */
export interface Slot {
  readonly at: Instant
  readonly runs: readonly Instant[]
}

/** Slots are looked at this far back even where the first trace is younger. */
const A_YEAR = 366 * 86_400_000

/**
 * From an instant back, a slot a day at the same local time, to the last one before the first trace; or to the second
 * one before `since`, so that the first slot from then on has one before it, and that one its runs.
 */
export function slotsBack(
  from: Instant,
  firstTrace: Instant | null,
  timeZone: string,
  since: Instant = Number.NEGATIVE_INFINITY,
): Instant[] {
  const first = Math.min(firstTrace ?? from, from - A_YEAR)
  const instants = [from]
  const goesOn = (last: Instant, before: Instant) => last >= first && (last >= since || before >= since)
  while (goesOn(instants.at(-1) ?? 0, instants.at(-2) ?? since)) {
    instants.push(addLocalDays(from, -instants.length, timeZone))
  }
  return instants
}

/** Slots with the runs of each: instants from the last to the first, runs from the first to the last. */
export function withRuns(instants: readonly Instant[], runs: readonly Instant[]): Slot[] {
  const [from = 0] = instants
  let next = runs.findLastIndex((run) => run <= from)
  return instants.map((at, i) => {
    const before = instants[i + 1] ?? Number.NEGATIVE_INFINITY
    const own: Instant[] = []
    for (; next >= 0; next -= 1) {
      const run = runs[next]
      if (run === undefined || run <= before) break
      own.unshift(run)
    }
    // The instant itself is always judged anew.
    return { at, runs: i === 0 ? [] : own }
  })
}

/** The first dated trace of the whole shop. */
export async function firstTrace({ db }: EvaluationContext): Promise<Instant | null> {
  const { rows } = await sql<{ first: number | null }>`select min(exists_from) as first from customers`.execute(db)
  return rows[0]?.first ?? null
}
