import { keptSizes } from '../../app/index.ts'
import { addDays, type Day, instantAt, localDay, startOfDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import { firstOrderAt } from '../../insights/index.ts'
import { countedRuns } from '../../segments/index.ts'
import type { Answer, Answers } from '../background/answers.ts'
import type { Scene } from '../view/view.ts'

const DAYS = 30
/** A shop that began a few days ago is not shown as a long gap. */
const LEAST_DAYS = 8

/** The size of each of some segments on the last 30 days, oldest first, today last; undefined: nobody counted. */
export interface PastMonth {
  readonly sizes: ReadonlyMap<string, readonly (number | undefined)[]>
  /** Whether days without a run are being counted. */
  readonly answer: Answer<unknown>
}

/**
 * Sizes as the runs counted them. Days without a run, as before the first one, are worked out from the orders beside
 * the page, by the rules of today, and kept.
 */
export async function pastMonth(view: Scene, answers: Answers, names: readonly string[]): Promise<PastMonth> {
  const { app, ctx } = view
  const { timeZone, sendAt } = app.shop
  const all = lastDays(localDay(ctx.now, timeZone))
  const runs = await countedRuns(ctx, startOfDay(all[0] ?? '', timeZone))
  const byDay = new Map(runs.map((run) => [localDay(run.slot, timeZone), run.sizes]))
  const first = await firstOrderAt(ctx)
  const firstDay = first === undefined ? undefined : localDay(first, timeZone)
  const at = new Map<Day, Instant>()
  for (const day of all.slice(0, -1)) {
    if (firstDay !== undefined && day >= firstDay && !byDay.has(day)) at.set(day, instantAt(day, sendAt.time, timeZone))
  }
  const { worked, answer } = await workedOut(view, answers, names, [...at.values()])
  const oldest = [...byDay.keys(), ...at.keys()].sort()[0] ?? ''
  const days = all.filter((day, index) => day >= oldest || index >= DAYS - LEAST_DAYS)
  const sizeOn = (name: string, day: Day) => byDay.get(day)?.get(name) ?? worked.get(name)?.get(at.get(day) ?? -1)
  return { sizes: new Map(names.map((name) => [name, days.map((day) => sizeOn(name, day))])), answer }
}

function lastDays(today: Day): Day[] {
  return Array.from({ length: DAYS }, (_, index) => addDays(today, index - DAYS + 1))
}

async function workedOut(
  { app, ctx }: Scene,
  answers: Answers,
  wanted: readonly string[],
  at: readonly Instant[],
): Promise<{ worked: ReadonlyMap<string, ReadonlyMap<Instant, number>>; answer: Answer<unknown> }> {
  const names = wanted.filter((name) => app.segments.some((segment) => segment.name === name))
  const kept = async () =>
    new Map(await Promise.all(names.map(async (name) => [name, await keptSizes(app, name, at)] as const)))
  const worked = await kept()
  const [open] = names.filter((name) => (worked.get(name)?.size ?? 0) < at.length)
  if (open === undefined) return { worked, answer: { state: 'done', value: 'kept', asOf: ctx.now } }
  // The others are counted with it.
  const answer = await answers.ask({ kind: 'past sizes', segment: open, at })
  return { worked: answer.state === 'done' ? await kept() : worked, answer }
}
