import { createHash } from 'node:crypto'
import { type Day, endOfDay, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { type InsightRange, sampleDays } from './sample-days.ts'
import type { ShopFiles } from './shop-files.ts'

/** What is counted beside the pages. `stages` has an answer a day, of the others only the newest is kept. */
export type InsightKind = 'stages' | 'moves' | 'cohorts' | 'sends' | 'funnel' | 'lift' | 'scores'

/** Something to be counted: as of an instant of a day, over so many days before it. */
export interface InsightTask {
  readonly kind: InsightKind
  readonly day: Day
  readonly asOf: Instant
  /** The days that it looks back over, 0 where it does not matter. */
  readonly days: number
}

/** Under which name the answer is kept. */
export function nameOfTask({ kind, days }: Pick<InsightTask, 'kind' | 'days'>): string {
  return days === 0 ? kind : `${kind} ${days}`
}

/** Days that movement and the funnel look back over in a range; `all` is a year of movement and ten of emails. */
export function lookBack(kind: 'moves' | 'funnel', range: InsightRange): number {
  return range === 'all' ? (kind === 'moves' ? 365 : 3650) : range
}

/** All that the pictures of a range need, what is quick first. */
export function insightTasks(now: Instant, zone: string, first: Day | undefined, range: InsightRange): InsightTask[] {
  const today = localDay(now, zone)
  const once = (kind: InsightKind, days = 0): InsightTask => ({ kind, day: today, asOf: now, days })
  const stages = sampleDays(today, first, range).map((day): InsightTask => {
    return { kind: 'stages', day, asOf: day === today ? now : endOfDay(day, zone) - 1, days: 0 }
  })
  return [
    once('sends'),
    once('funnel', lookBack('funnel', range)),
    once('lift'),
    once('moves', lookBack('moves', range)),
    once('scores'),
    once('cohorts'),
    // The newest days first: the picture grows from the right.
    ...stages.reverse(),
  ]
}

/** A hash of the files that an answer of this kind depends on. */
export function meaningOfTask(kind: InsightKind, files: ShopFiles): string {
  const sources = [files.shop, ...files.segments, ...(kind === 'funnel' || kind === 'lift' ? files.campaigns : [])]
  const text = JSON.stringify([MEANING, ...sources.map((source) => [source.file, source.text])])
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** Raise it whenever what is counted comes to mean something else. */
const MEANING = 2
