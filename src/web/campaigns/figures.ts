import { lastImport, statsOf } from '../../app/index.ts'
import type { Campaign, Step } from '../../campaigns/index.ts'
import {
  type CampaignStats,
  heldOut,
  type JourneyPlace,
  journeyPlaces,
  type JourneyStep,
  newestRuns,
} from '../../insights/index.ts'
import type { Work } from '../beside.ts'
import type { ScreenSource } from '../web-source.ts'

/** What is counted of a campaign. */
export interface CampaignFigures {
  /** By email and variant. */
  readonly stats: readonly CampaignStats[]
  readonly places: readonly JourneyPlace[]
  readonly heldOut: number
}

/** Counts hold for so long, in ms: emails are opened and clicked all the time. */
const FRESH = 10 * 60_000

/** The counts of a campaign, worked out beside the page: anew after each run and import, else every ten minutes. */
export async function campaignFigures(source: ScreenSource, campaign: Campaign): Promise<Work<CampaignFigures>> {
  const app = source.app()
  const now = source.now()
  const [last] = await newestRuns(app.at(now), { limit: 1 })
  const key = [Math.floor(now / FRESH), last?.slot, last?.state, await lastImport(app)].join(' ')
  const all = source.beside.work('campaign stats', key, () => statsOf(app, now))
  const own = source.beside.work(`places of ${campaign.name}`, `${key} ${campaign.file}`, async () => ({
    places: await journeyPlaces(app.at(now), campaign.name, stepsOf(campaign, now)),
    heldOut: await heldOut(app, campaign.name),
  }))
  if (all.state === 'failed') return all
  if (own.state === 'failed') return own
  if (all.state !== 'done' || own.state !== 'done') return { state: 'working' }
  const stats = all.value.filter((row) => row.campaign === campaign.name)
  return { state: 'done', value: { ...own.value, stats } }
}

const DAY = 86_400_000

/** The sending steps, each with the instant since which its email may still be followed by the next. */
function stepsOf({ steps, late }: Campaign, now: number): JourneyStep[] {
  return steps.flatMap((step, i): JourneyStep[] => {
    if (step.kind !== 'send') return []
    const rest = steps.slice(i + 1)
    const next = rest.findIndex(({ kind }) => kind === 'send')
    if (next === -1) return [{ step: step.id, since: undefined }]
    const longest = rest.slice(0, next).reduce((sum, wait) => sum + longestOf(wait), 0)
    return [{ step: step.id, since: now - longest - (late + 1) * DAY }]
  })
}

function longestOf(step: Step): number {
  if (step.kind === 'send') return 0
  if (step.kind === 'wait until') return 7 * DAY
  return step.count * { hours: 3_600_000, days: DAY, months: 31 * DAY }[step.unit]
}
