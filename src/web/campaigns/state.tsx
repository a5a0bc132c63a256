import type { DbContext } from '../../db/index.ts'
import type { CampaignPause } from '../../track/index.ts'
import { Badge, type Tone } from '../parts/badge.tsx'
import type { Voice } from '../view/view.ts'
import { campaignListWords } from '../words/campaign-list.ts'
import { sayIn } from '../words/index.ts'

/** Whether emails of a campaign go out. */
export type CampaignState = 'running' | 'waiting' | 'paused' | 'stopped'

/** The campaigns that some run has begun. */
export async function begunCampaigns({ db }: Pick<DbContext, 'db'>): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('campaigns').select('name').execute()
  return new Set(rows.map(({ name }) => name))
}

/** The state of a campaign by name. */
export function stateOf(campaign: string, begun: ReadonlySet<string>, paused: readonly CampaignPause[]): CampaignState {
  const pause = paused.find((one) => one.campaign === campaign)
  if (pause) return pause.reason === 'operator' ? 'paused' : 'stopped'
  return begun.has(campaign) ? 'running' : 'waiting'
}

/** The state as a badge. */
export function CampaignBadge({ view, state }: { readonly view: Voice; readonly state: CampaignState }) {
  return <Badge tone={TONES[state]} word={sayIn(campaignListWords, view.language)(state)} />
}

const TONES: Record<CampaignState, Tone> = { running: 'good', waiting: 'plain', paused: 'warn', stopped: 'bad' }
