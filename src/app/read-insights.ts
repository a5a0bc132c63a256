import { type Day, dayNumber, dayOfNumber, localDay, startOfDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'
import {
  type CampaignStats,
  type Cohort,
  firstOrderAt,
  type Holdout,
  type KeptAnswer,
  keptAnswers,
  newestOrder,
  runDays,
  type ScoreCell,
  sendsByDay,
  type StageMove,
} from '../insights/index.ts'
import type { Rules } from './contexts.ts'
import { type InsightTask, insightTasks, lookBack, meaningOfTask, nameOfTask } from './insight-tasks.ts'
import { type InsightRange, pastYear, sampleDays } from './sample-days.ts'
import type { ShopFiles } from './shop-files.ts'

/** A counted answer and when it was true. */
export interface Counted<T> {
  readonly value: T
  readonly asOf: Instant
}

/** How many customers stood in each stage, the last number those in none; undefined: not counted yet. */
export interface StagesOfDay {
  readonly day: Day
  readonly sizes: readonly number[] | undefined
}

/** How many emails went out on a day; undefined: not counted yet. */
export interface SendsOfDay {
  readonly day: Day
  readonly emails: number | undefined
  readonly run: 'run' | 'no run'
}

/** What is known of a shop's customers over a range, from kept answers alone. */
export interface Insights {
  readonly today: Day
  /** The day of the first order, undefined without orders. */
  readonly first: Day | undefined
  readonly stages: readonly StagesOfDay[]
  readonly moves: Counted<readonly StageMove[]> | undefined
  readonly cohorts: Counted<readonly Cohort[]> | undefined
  readonly funnel: Counted<readonly CampaignStats[]> | undefined
  /** By campaign with a goal, of all time. */
  readonly holdouts: Counted<readonly Holdout[]> | undefined
  readonly scores: Counted<readonly ScoreCell[]> | undefined
  /** The last twelve months and today, oldest first. */
  readonly sends: readonly SendsOfDay[]
  /** What must be counted, or counted anew. */
  readonly todo: readonly InsightTask[]
  /** `changed`: orders came in since something was counted. */
  readonly orders: 'as counted' | 'changed'
}

/** Reads what is known of a range as of `now`: stored counts and a few steps in an index, however large the shop. */
export async function readInsights(
  app: Rules & { readonly files: ShopFiles },
  now: Instant,
  range: InsightRange,
): Promise<Insights> {
  const ctx = { db: app.db, dialect: app.dialect, now }
  const zone = app.shop.timeZone
  const today = localDay(now, zone)
  const firstAt = await firstOrderAt(ctx)
  const first = firstAt === undefined || firstAt > now ? undefined : localDay(firstAt, zone)
  const tasks = insightTasks(now, zone, first, range)
  const meaning = new Map(tasks.map(({ kind }) => [kind, meaningOfTask(kind, app.files)]))
  const kept = await keptAnswers(ctx, [...new Set(tasks.map(nameOfTask))], [...new Set(meaning.values())])
  const newest = await newestOrder(ctx)
  const last = <T>(kind: InsightTask['kind'], days = 0) => lastOf<T>(kept, nameOfTask({ kind, days }))
  return {
    today,
    first,
    stages: sampleDays(today, first, range).map((day) => ({ day, sizes: sizesOf(kept, day) })),
    moves: last('moves', lookBack('moves', range)),
    cohorts: last('cohorts'),
    funnel: last('funnel', lookBack('funnel', range)),
    holdouts: last('lift'),
    scores: last('scores'),
    sends: await sendsOf(ctx, zone, today, kept),
    todo: tasks.filter((task) => !kept.some((answer) => isCurrent(answer, task, now))),
    orders: kept.some(({ newestOrder }) => newestOrder < newest) ? 'changed' : 'as counted',
  }
}

/** An answer about today holds for an hour, one about a past day until older orders come in. */
function isCurrent(answer: KeptAnswer, task: InsightTask, now: Instant): boolean {
  if (answer.name !== nameOfTask(task) || answer.day !== dayNumber(task.day)) return false
  return answer.asOf >= task.asOf || (task.asOf === now && answer.asOf > now - AN_HOUR)
}

const AN_HOUR = 3_600_000

function lastOf<T>(kept: readonly KeptAnswer[], name: string): Counted<T> | undefined {
  const answer = kept.findLast((one) => one.name === name)
  return answer && { value: answer.answer as T, asOf: answer.asOf }
}

function sizesOf(kept: readonly KeptAnswer[], day: Day): readonly number[] | undefined {
  const number = dayNumber(day)
  const answer = kept.find((one) => one.name === 'stages' && one.day === number)
  return answer?.answer as readonly number[] | undefined
}

async function sendsOf(ctx: DbContext, zone: string, today: Day, kept: readonly KeptAnswer[]): Promise<SendsOfDay[]> {
  const days = pastYear(today)
  const known = kept.find(({ name }) => name === 'sends')
  const counts = (known?.answer ?? []) as readonly number[]
  const byDay = new Map(known ? pastYear(dayOfNumber(known.day)).map((day, i) => [day, counts[i]]) : [])
  const ran = await runDays(ctx, zone, startOfDay(days[0] ?? today, zone))
  const [emailsToday] = await sendsByDay(ctx, zone, [today])
  const past = days.map((day) => ({ day, emails: byDay.get(day) }))
  return [...past, { day: today, emails: emailsToday }].map((one) => {
    return { ...one, run: ran.has(one.day) ? 'run' : 'no run' }
  })
}
