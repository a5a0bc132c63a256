import { type Insights, readInsights } from '../../app/index.ts'
import type { ScreenSource } from '../web-source.ts'
import { type Answer, answersOf } from './answers.ts'

/** What campaigns came to, as it was counted last, and whether it is being counted anew. */
export interface CampaignResults extends Pick<Insights, 'funnel' | 'holdouts'> {
  readonly answer: Answer<unknown>
}

const AN_HOUR = 3_600_000

/** The emails of the last 30 days and what came of them, and who was held out: kept, and counted anew each hour. */
export async function campaignResults(source: ScreenSource): Promise<CampaignResults> {
  const app = source.app()
  const now = source.now()
  const kept = await readInsights(app, now, 30)
  const open = kept.todo.some(({ kind }) => kind === 'funnel' || kind === 'lift')
  const isCurrent = kept.first === undefined || (!open && kept.orders === 'as counted')
  if (isCurrent) return { ...kept, answer: { state: 'done', value: 'kept', asOf: now } }
  const answer = await answersOf(source).ask({ kind: 'results', since: now - (now % AN_HOUR) })
  return { ...(answer.state === 'done' ? await readInsights(app, now, 30) : kept), answer }
}
