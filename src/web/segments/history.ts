import { sql } from 'kysely'
import { type App, keptSizes } from '../../app/index.ts'
import { addDays, type Day, dayNumber, instantAt, localDay, startOfDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import type { DbContext } from '../../db/index.ts'
import { type CountedRun, countedRuns } from '../../segments/index.ts'
import type { Answer, Answers } from '../background/answers.ts'

/** How far back a history goes, in days, and who counted: the runs as they went, or today's rule over the orders. */
export interface HistoryWanted {
  readonly days: number | 'all'
  readonly by: 'runs' | 'orders' | undefined
}

/** The size of a segment on a day; undefined: nobody counted. */
export interface SizeOn {
  readonly day: Day
  readonly size: number | undefined
}

/** Sizes over time, oldest first, and who counted them. */
export interface SizeHistory {
  readonly by: 'runs' | 'orders'
  readonly answer: Answer<readonly SizeOn[]>
}

/** Points of a history that is worked out: about one a week of a year. */
const MOST_POINTS = 53

/** Reads `?days=` and `?by=`. */
export function historyWanted(url: URL): HistoryWanted {
  const days = url.searchParams.get('days')
  const by = url.searchParams.get('by')
  return {
    days: days === 'all' ? 'all' : ([30, 90, 365].find((one) => String(one) === days) ?? 90),
    by: by === 'runs' || by === 'orders' ? by : undefined,
  }
}

/** The history of one segment: what the runs counted is there at once, the rest is worked out beside the page. */
export async function sizeHistory(
  app: App,
  ctx: DbContext,
  answers: Answers,
  segment: string,
  { days, by }: HistoryWanted,
): Promise<SizeHistory> {
  const zone = app.shop.timeZone
  const today = localDay(ctx.now, zone)
  const from = days === 'all' ? await firstDay(app, ctx, today) : addDays(today, 1 - days)
  const runs = await countedRuns(ctx, startOfDay(from, zone))
  const counted = runs.filter(({ sizes }) => sizes.has(segment))
  if (by === 'runs' || (by === undefined && counted.length > 1)) {
    return { by: 'runs', answer: { state: 'done', value: ofRuns(counted, segment, zone, today), asOf: ctx.now } }
  }
  const instants = instantsBetween(app, from, today, ctx.now)
  const kept = await keptSizes(app, segment, instants)
  const answer: Answer<ReadonlyMap<Instant, number>> =
    kept.size === instants.length
      ? { state: 'done', value: kept, asOf: ctx.now }
      : await answers.ask({ kind: 'past sizes', segment, at: instants })
  if (answer.state !== 'done') return { by: 'orders', answer }
  const value = instants.map((at) => ({ day: localDay(at, zone), size: answer.value.get(at) }))
  return { by: 'orders', answer: { ...answer, value } }
}

/** A day each from the first run on; the last run of a day counts. */
function ofRuns(runs: readonly CountedRun[], segment: string, zone: string, today: Day): SizeOn[] {
  const sizes = new Map(runs.map((run) => [localDay(run.slot, zone), run.sizes.get(segment)]))
  const [first = today] = sizes.keys()
  return daysBetween(first, today, 1).map((day) => ({ day, size: sizes.get(day) }))
}

function instantsBetween(app: App, from: Day, to: Day, now: Instant): Instant[] {
  const { timeZone, sendAt } = app.shop
  const step = Math.ceil((dayNumber(to) - dayNumber(from) + 1) / MOST_POINTS)
  const instants = daysBetween(from, to, step).map((day) => instantAt(day, sendAt.time, timeZone))
  return instants.filter((at) => at <= now)
}

/** Every so many days, counted back from the last. */
function daysBetween(from: Day, to: Day, step: number): Day[] {
  const count = Math.floor((dayNumber(to) - dayNumber(from)) / step) + 1
  return Array.from({ length: Math.max(0, count) }, (_, i) => addDays(to, -step * i)).reverse()
}

async function firstDay(app: App, { db }: DbContext, today: Day): Promise<Day> {
  const { rows } = await sql<{ first: number | null }>`select min(ordered_at) as first from orders`.execute(db)
  const first = rows[0]?.first ?? null
  return first === null ? today : localDay(Number(first), app.shop.timeZone)
}
