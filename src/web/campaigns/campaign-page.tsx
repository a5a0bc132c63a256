import type { Campaign } from '../../campaigns/index.ts'
import type { PauseOfLog } from '../../track/index.ts'
import type { Answer } from '../background/answers.ts'
import { Polled, Working } from '../background/working.tsx'
import { Empty } from '../parts/empty.tsx'
import type { View } from '../view/view.ts'
import type { CampaignsWord } from '../words/campaigns.ts'
import { EmailsTable } from './emails-table.tsx'
import type { CampaignFigures } from './figures.ts'
import { FunnelCard } from './funnel-card.tsx'
import { MeasureCard } from './measure-card.tsx'
import { PauseCard } from './pause-card.tsx'
import type { CampaignState } from './state.tsx'
import { TermsCard } from './terms-card.tsx'
import { WayCard } from './way-card.tsx'

/** One campaign. Its counts stand in the element `figures`, which is exchanged when they are there. */
export function CampaignPage(props: {
  readonly view: View<CampaignsWord>
  readonly campaign: Campaign
  readonly state: CampaignState
  readonly pauses: readonly PauseOfLog[]
  readonly answer: Answer<CampaignFigures>
}) {
  const { view, campaign, state, pauses, answer } = props
  const { say } = view
  const figures = answer.state === 'done' ? answer.value : undefined
  const sent = figures?.stats ?? []
  return (
    <>
      <Polled view={view} id="figures" state={answer.state}>
        {answer.state !== 'done' && (
          <Working view={view} answer={answer} doing={say('working')} failed={say('failed')} again={say('again')} />
        )}
        <WayCard view={view} campaign={campaign} places={figures?.places} />
        {figures && sent.length === 0 && (
          <section class="card">
            <h2>{say('funnel')}</h2>
            <Empty title={say('nothingSent')}>
              <p>{say('nothingSentText')}</p>
            </Empty>
          </section>
        )}
        <div class="cards">
          <div class="stacked">
            {sent.length > 0 && <FunnelCard view={view} stats={sent} goal={campaign.goal} />}
            <TermsCard view={view} campaign={campaign} />
          </div>
          <div class="stacked">
            {figures && sent.length > 0 && <EmailsTable view={view} campaign={campaign} figures={figures} />}
            <MeasureCard view={view} campaign={campaign} heldOut={figures?.heldOut} counts={figures?.counts} />
          </div>
        </div>
      </Polled>
      <PauseCard view={view} campaign={campaign.name} state={state} pauses={pauses} />
    </>
  )
}
