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

/** From an instant back, a slot a day at the same local time, to the last one before the first trace. */
export function slotsBack(from: Instant, firstTrace: Instant | null, timeZone: string): Instant[] {
  const first = Math.min(firstTrace ?? from, from - A_YEAR)
  const instants = [from]
  for (let i = 1; (instants.at(-1) ?? 0) >= first; i++) instants.push(addLocalDays(from, -i, timeZone))
  return instants
}

/** Slots with the runs of each: instants from the last to the first, runs from the first to the last. */
export function withRuns(instants: readonly Instant[], runs: readonly Instant[]): Slot[] {
  return instants.map((at, i) => {
    const before = instants[i + 1] ?? Number.NEGATIVE_INFINITY
    return { at, runs: i === 0 ? [] : runs.filter((run) => run > before && run <= at) }
  })
}

/** The first dated trace of the whole shop. */
export async function firstTrace({ db }: EvaluationContext): Promise<Instant | null> {
  const { rows } = await sql<{ first: number | null }>`select min(exists_from) as first from customers`.execute(db)
  return rows[0]?.first ?? null
}
