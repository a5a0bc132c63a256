import type { PauseOfLog } from '../../track/index.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { When } from '../parts/times.tsx'
import type { View } from '../view/view.ts'
import type { CampaignsWord } from '../words/campaigns.ts'
import type { CampaignState } from './state.tsx'

/** Stops a campaign or lets it go on, with a reason that stays, and shows the pauses so far. */
export function PauseCard(props: {
  readonly view: View<CampaignsWord>
  readonly campaign: string
  readonly state: CampaignState
  readonly pauses: readonly PauseOfLog[]
}) {
  const { view, campaign, state, pauses } = props
  const { say } = view
  const isPaused = state === 'paused' || state === 'stopped'
  const way = isPaused ? 'resume' : 'pause'
  return (
    <section class="card" id="pause">
      <h2>{say('pauseTitle')}</h2>
      {!isPaused && <p class="soft">{say('pauseLead')}</p>}
      <form class="filter" method="post" action={`/campaigns/${encodeURIComponent(campaign)}/${way}`}>
        <label class="reason">
          <span>{say(isPaused ? 'resumeReason' : 'pauseReason')}</span>
          <input type="text" name="reason" required maxlength={500} autocomplete="off" />
        </label>
        <button type="submit" class={isPaused ? 'main' : 'danger'}>
          {say(way)}
        </button>
      </form>
      {pauses.length > 0 && (
        <>
          <h3>{say('log')}</h3>
          <DataTable view={view} caption={say('log')} captionIs="hidden" columns={columnsOf(view)} rows={pauses} />
        </>
      )}
    </section>
  )
}

function columnsOf(view: View<CampaignsWord>): readonly Column<PauseOfLog>[] {
  const { say } = view
  return [
    { title: say('from'), heads: 'row', cell: ({ at }) => <When view={view} at={Number(at)} /> },
    {
      title: say('to'),
      cell: ({ released_at: at }) => (at === null ? say('still') : <When view={view} at={Number(at)} />),
    },
    {
      title: say('reason'),
      cell: ({ reason, note, counted, accepted, release_note: released }) => (
        <span class="said">
          {reason === 'operator' ? note : say(reason, { counted: Number(counted), accepted: Number(accepted) })}
          {released !== null && <span class="under">→ {released}</span>}
        </span>
      ),
    },
  ]
}
