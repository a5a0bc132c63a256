import { lastImport } from '../../app/index.ts'
import { type Day, localDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import { standstills } from '../../deliver/index.ts'
import { type CampaignMonth, newestRuns, type RunRow, uncertainCount } from '../../insights/index.ts'
import { pausedCampaigns, type Reports, reportsOf } from '../../track/index.ts'
import { campaignMonths } from '../background/campaign-months.ts'
import type { CampaignResults } from '../background/campaign-results.ts'
import { begunCampaigns } from '../campaigns/state.tsx'
import type { Scene } from '../view/view.ts'
import { type FailingFile, failingFiles } from './failing-files.ts'

/** What the first screen shows, from stored counts and indexes alone. */
export interface Home {
  readonly today: Day
  /** The runs of the last 30 days, newest first. */
  readonly runs: readonly RunRow[]
  readonly dataFrom: Instant | undefined
  readonly campaigns: readonly CampaignMonth[]
  /** The campaigns that some run has begun. */
  readonly begun: ReadonlySet<string>
  readonly paused: Awaited<ReturnType<typeof pausedCampaigns>>
  readonly halts: Awaited<ReturnType<typeof standstills>>
  readonly uncertain: number
  /** Files with examples that do not hold. */
  readonly failing: readonly FailingFile[]
  /** Whether the mail service tells what becomes of emails. */
  readonly reports: Reports['state']
}

const A_MONTH = 30 * 86_400_000
/** A shop runs once a day; more are repeats by hand. */
const MOST_RUNS = 60

/** Reads the first screen. */
export async function readHome(scene: Scene, results: CampaignResults): Promise<Home> {
  const { app, ctx } = scene
  const runs = await newestRuns(ctx, { limit: MOST_RUNS })
  return {
    today: localDay(ctx.now, app.shop.timeZone),
    runs: runs.filter(({ slot }) => slot > ctx.now - A_MONTH),
    dataFrom: await lastImport(app),
    campaigns: await campaignMonths(scene, results.funnel),
    begun: await begunCampaigns(ctx),
    paused: await pausedCampaigns(ctx),
    halts: await standstills(ctx),
    uncertain: await uncertainCount(ctx),
    failing: await failingFiles(app, ctx.now),
    reports: app.shop.provider === 'resend' ? (await reportsOf(ctx)).state : 'heard',
  }
}
