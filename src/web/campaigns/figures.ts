import type { Campaign } from '../../campaigns/index.ts'
import type { CampaignStats, Holdout } from '../../insights/index.ts'
import { type Answer, answersOf } from '../background/answers.ts'
import { campaignResults } from '../background/campaign-results.ts'
import type { ScreenSource } from '../web-source.ts'
import type { Journey } from './count-journey.ts'

/** What is counted of a campaign. */
export interface CampaignFigures extends Journey {
  /** By email and variant. */
  readonly stats: readonly CampaignStats[]
  /** Those of the last 30 days. */
  readonly month: readonly CampaignStats[]
  /** Undefined where nobody was taken in, or nobody counted yet. */
  readonly counts: Holdout | undefined
}

/** Counts hold for so long, in ms: emails are opened and clicked all the time. */
const FRESH = 10 * 60_000

/** The counts of a campaign, worked out beside the page: anew after each run and import, else every ten minutes. */
export async function campaignFigures(source: ScreenSource, { name }: Campaign): Promise<Answer<CampaignFigures>> {
  const answers = answersOf(source)
  const since = source.now() - (source.now() % FRESH)
  const [results, all, own] = await Promise.all([
    campaignResults(source),
    answers.ask({ kind: 'stats', since }),
    answers.ask({ kind: 'journey', campaign: name, since }),
  ])
  if (all.state !== 'done') return all
  if (own.state !== 'done') return own
  if (!own.value) return { state: 'failed' }
  if (results.answer.state === 'working') return results.answer
  const stats = all.value.filter((row) => row.campaign === name)
  const counts = results.holdouts?.value.find((one) => one.campaign === name)
  const month = results.funnel?.value.filter((row) => row.campaign === name) ?? []
  return { state: 'done', value: { ...own.value, stats, month, counts }, asOf: own.asOf }
}
