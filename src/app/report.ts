import { createHash } from 'node:crypto'
import { type Day, dayNumber, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { onOneConnection } from '../db/index.ts'
import {
  type CohortRow,
  type CohortStart,
  type Dimension,
  dropOlder,
  dropOutdated,
  keepAnswer,
  keptAnswers,
  lastTwelveMonths,
  type LapseRule,
  makeReport,
  newestOrder,
  numbersOf,
  type Period,
  periodOf,
  type ReportWanted,
  type RetentionNumbers,
  type Rfm,
} from '../insights/index.ts'
import { openWorth } from '../predictions/index.ts'
import { openEvaluation } from '../segments/index.ts'
import { evaluationContext, type Rules } from './contexts.ts'
import { placesAt } from './places-at.ts'
import type { ShopFiles } from './shop-files.ts'

/** What somebody asks of a report; days on the shop's calendar, both ends in. */
export interface ReportRequest {
  /** The twelve months up to yesterday where they are missing. */
  readonly days?: { readonly from: Day; readonly to: Day }
  readonly lapse: LapseRule
  readonly cohortsBy: CohortStart
  readonly by?: Dimension
}

/** Numbers of a part of the customers. */
export interface ReportPart {
  /** null: what the parts go by is not known of them. */
  readonly name: string | null
  readonly numbers: RetentionNumbers
}

/** The report of a period, as plain data. */
export interface RetentionReport {
  readonly period: Pick<Period, 'from' | 'to' | 'previousFrom' | 'state'>
  readonly asOf: Instant
  readonly lapse: LapseRule
  readonly cohortsBy: CohortStart
  readonly by: Dimension | undefined
  readonly whole: RetentionNumbers
  readonly parts: readonly ReportPart[] | undefined
  /** Parts that are not shown one by one. */
  readonly others: { readonly parts: number; readonly numbers: RetentionNumbers } | undefined
  /** By the stage at the end of the period; undefined without stages. */
  readonly stages: readonly ReportPart[] | undefined
  readonly cohorts: readonly CohortRow[]
  readonly rfm: Rfm
}

/** The report as it was counted today, or counted now and kept. */
export async function retentionReport(
  app: Rules & { readonly files: ShopFiles },
  now: Instant,
  request: ReportRequest,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<RetentionReport> {
  const ctx = { db: app.db, dialect: app.dialect, now }
  const period = periodOf(request.days ?? lastTwelveMonths(now, app.shop.timeZone), now, app.shop.timeZone)
  const name = `report ${digest(request)}`
  const meaning = digest([MEANING, app.files.shop.text, app.files.segments.map(({ file, text }) => [file, text])])
  await dropOutdated(ctx)
  const day = dayNumber(localDay(now, app.shop.timeZone))
  const kept = (await keptAnswers(ctx, [name], [meaning])).find(
    (one) => one.day === day && holds(one.asOf, period, now),
  )
  if (kept) return kept.answer as RetentionReport
  await dropOlder(ctx, 'report ', day - A_MONTH)
  const newest = await newestOrder(ctx)
  const report = await countReport(app, now, period, request, onProgress)
  await keepAnswer(ctx, { name, day, meaning, asOf: now, newestOrder: newest, answer: report }, 'only')
  return JSON.parse(JSON.stringify(report)) as RetentionReport
}

/** Raise it whenever a number of the report comes to mean something else. */
const MEANING = 2
const AN_HOUR = 3_600_000
/** Days. */
const A_MONTH = 31

/** What is known of a period that is over stays; one under way is counted anew each hour. */
function holds(asOf: Instant, period: Period, now: Instant): boolean {
  return asOf <= now && (period.state === 'over' ? asOf >= period.end : asOf > now - AN_HOUR)
}

function digest(of: unknown): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 16)
}

async function countReport(
  app: Rules,
  now: Instant,
  period: Period,
  request: ReportRequest,
  onProgress: (done: number, total: number) => void,
): Promise<RetentionReport> {
  const { lapse, cohortsBy, by } = request
  const asOf = Math.min(now, period.end - 1)
  const { shop } = app
  const counted = await onOneConnection(app.db, async (db) => {
    const evaluation = openEvaluation(evaluationContext(app, db, asOf))
    try {
      const worth = await openWorth({ db }, shop, dayNumber(localDay(asOf, shop.timeZone)))
      const wanted: ReportWanted = {
        ...{ period, lapse, cohortsBy, by },
        ...(worth ? { worth } : {}),
        ...(by === 'segment' || by === 'stage'
          ? { atStart: await placesAt(evaluation, app, by, period.start - 1) }
          : {}),
        ...(shop.stages.length > 0 ? { stages: await placesAt(evaluation, app, 'stage', asOf) } : {}),
      }
      return await makeReport({ db, dialect: app.dialect, now: asOf }, shop, wanted, onProgress)
    } finally {
      await evaluation.close()
    }
  })
  const { whole, parts, stages, cohorts, rfm } = counted
  const numbers = (of: typeof whole) => numbersOf(of, shop.lifetime)
  const part = (one: { name: string | null; totals: typeof whole }) => ({
    name: one.name,
    numbers: numbers(one.totals),
  })
  return {
    period: { from: period.from, to: period.to, previousFrom: period.previousFrom, state: period.state },
    ...{ asOf, lapse, cohortsBy, by, whole: numbers(whole) },
    parts: parts?.shown.map(part),
    others: parts?.others && { parts: parts.others.parts, numbers: numbers(parts.others.totals) },
    stages: stages?.map(part),
    ...{ cohorts, rfm },
  }
}
