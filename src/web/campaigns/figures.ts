import type { ComparedVariants } from '../../app/index.ts'
import type { Campaign } from '../../campaigns/index.ts'
import type { CampaignStats, Holdout } from '../../insights/index.ts'
import { type Answer, answersOf } from '../background/answers.ts'
import { campaignResults } from '../background/campaign-results.ts'
import { experimentsFor } from '../background/experiments-for.ts'
import type { ScreenSource } from '../web-source.ts'
import type { Journey } from './count-journey.ts'

/** What is counted of a campaign. */
export interface CampaignFigures extends Journey {
  /** By email and variant. */
  readonly stats: readonly CampaignStats[]
  /** Its emails with variants, compared. */
  readonly tests: readonly ComparedVariants[]
  /** Undefined where nobody was taken in, or nobody counted yet. */
  readonly counts: Holdout | undefined
}

/** Counts hold for so long, in ms: emails are opened and clicked all the time. */
const FRESH = 10 * 60_000

/** The counts of a campaign, worked out beside the page: anew after each run and import, else every ten minutes. */
export async function campaignFigures(source: ScreenSource, campaign: Campaign): Promise<Answer<CampaignFigures>> {
  const { name } = campaign
  const answers = answersOf(source)
  const since = source.now() - (source.now() % FRESH)
  const [results, all, own, tests] = await Promise.all([
    campaignResults(source),
    answers.ask({ kind: 'stats', since }),
    answers.ask({ kind: 'journey', campaign: name, since }),
    testsOf(source, campaign),
  ])
  if (all.state !== 'done') return all
  if (own.state !== 'done') return own
  if (!own.value) return { state: 'failed' }
  if (tests.state !== 'done') return tests
  if (results.answer.state === 'working') return results.answer
  const stats = all.value.filter((row) => row.campaign === name)
  const counts = results.holdouts?.value.find((one) => one.campaign === name)
  return { state: 'done', value: { ...own.value, stats, tests: tests.value, counts }, asOf: own.asOf }
}

/** What the page of experiments says of it; nothing is counted where nothing is compared. */
async function testsOf(source: ScreenSource, campaign: Campaign): Promise<Answer<readonly ComparedVariants[]>> {
  const asOf = source.now()
  const compares = campaign.steps.some((step) => step.kind === 'send' && step.variants.length > 1)
  if (!campaign.goal || !compares) return { state: 'done', value: [], asOf }
  const answer = await experimentsFor(source)
  return answer.state === 'done' ? { ...answer, value: answer.value.variants } : answer
}
