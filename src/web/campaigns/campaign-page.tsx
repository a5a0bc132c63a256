import { type Campaign, campaignInWords } from '../../campaigns/index.ts'
import type { PauseOfLog } from '../../track/index.ts'
import type { Work } from '../beside.ts'
import { Empty } from '../parts/empty.tsx'
import { Working } from '../parts/working.tsx'
import type { View } from '../view/view.ts'
import type { CampaignsWord } from '../words/campaigns.ts'
import { EmailsTable } from './emails-table.tsx'
import type { CampaignFigures } from './figures.ts'
import { FunnelCard } from './funnel-card.tsx'
import { MeasureCard } from './measure-card.tsx'
import { PauseCard } from './pause-card.tsx'
import type { CampaignState } from './state.tsx'
import { WayCard } from './way-card.tsx'

/** One campaign. Its counts stand in the element `figures`, which is exchanged when they are there. */
export function CampaignPage(props: {
  readonly view: View<CampaignsWord>
  readonly campaign: Campaign
  readonly state: CampaignState
  readonly pauses: readonly PauseOfLog[]
  readonly work: Work<CampaignFigures>
}) {
  const { view, campaign, state, pauses, work } = props
  const { say } = view
  const figures = work.state === 'done' ? work.value : undefined
  return (
    <>
      <div id="figures">
        {work.state === 'working' && (
          <Working view={view} id="figures" again={say('again')}>
            {say('working')}
          </Working>
        )}
        {work.state === 'failed' && <p class="bad">✕ {say('failed')}</p>}
        <WayCard view={view} campaign={campaign} places={figures?.places} />
        {figures && figures.stats.length === 0 && (
          <section class="card">
            <h2>{say('funnel')}</h2>
            <Empty title={say('nothingSent')}>
              <p>{say('nothingSentText')}</p>
            </Empty>
          </section>
        )}
        {figures && figures.stats.length > 0 && (
          <div class="cards">
            <FunnelCard view={view} stats={figures.stats} goal={campaign.goal} />
            <EmailsTable view={view} stats={figures.stats} />
          </div>
        )}
        <div class="cards">
          <MeasureCard view={view} campaign={campaign} heldOut={figures?.heldOut} />
          <section class="card">
            <h2>{say('words')}</h2>
            {campaignInWords(campaign).map((sentence) => (
              <p lang="en">{sentence}</p>
            ))}
          </section>
        </div>
      </div>
      <PauseCard view={view} campaign={campaign.name} state={state} pauses={pauses} />
    </>
  )
}
