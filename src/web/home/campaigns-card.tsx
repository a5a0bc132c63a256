import { type CampaignMonth, liftOf } from '../../insights/index.ts'
import type { CampaignResults } from '../background/campaign-results.ts'
import { Polled, Working } from '../background/working.tsx'
import { CampaignBadge, stateOf } from '../campaigns/state.tsx'
import { Count } from '../parts/count.tsx'
import { campaignColumn } from '../parts/campaign-column.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Empty } from '../parts/empty.tsx'
import { LiftText } from '../parts/lift-text.tsx'
import type { View } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import type { HomeWord } from '../words/home.ts'
import { liftWords } from '../words/lift.ts'
import type { Home } from './read-home.ts'

/** What the campaigns handed over in the last 30 days, and whether they run. */
export function CampaignsCard(props: {
  readonly view: View<HomeWord>
  readonly home: Home
  readonly results: CampaignResults
}) {
  const { view, home, results } = props
  const { say, language } = view
  const sayLifts = sayIn(liftWords, language)
  if (home.campaigns.length === 0) {
    return (
      <div class="seven">
        <Empty title={say('noCampaigns')}>
          <p>{say('noCampaignsText')}</p>
        </Empty>
      </div>
    )
  }
  const number = (word: HomeWord, of: (row: CampaignMonth) => number): Column<CampaignMonth> => ({
    title: say(word),
    kind: 'number',
    cell: (row) => <Count view={view} value={of(row)} />,
  })
  const columns: readonly Column<CampaignMonth>[] = [
    campaignColumn(view, say('campaign')),
    {
      title: say('state'),
      cell: ({ campaign }) => <CampaignBadge view={view} state={stateOf(campaign, home.begun, home.paused)} />,
    },
    number('submitted', ({ submitted }) => submitted),
    number('clicked', ({ clicked }) => clicked),
    { title: say('bought'), kind: 'number', cell: ({ campaign }) => boughtOf(view, results, campaign) },
    { title: sayLifts('lift'), cell: ({ campaign }) => liftIn(view, results, campaign) },
  ]
  return (
    <Polled view={view} id="campaigns" state={results.answer.state} kind="card seven">
      <h2>{say('campaigns')}</h2>
      <DataTable view={view} caption={say('campaigns')} captionIs="hidden" columns={columns} rows={home.campaigns} />
      {results.answer.state !== 'done' && (
        <Working
          view={view}
          answer={results.answer}
          doing={sayLifts('counting')}
          failed={sayLifts('countFailed')}
          again={say('again')}
        />
      )}
    </Polled>
  )
}

/** Emails of the last 30 days that reached the goal of their campaign. */
function boughtOf(view: View<HomeWord>, { funnel }: CampaignResults, campaign: string) {
  const isMeasured = view.app.campaigns.some(({ name, goal }) => name === campaign && goal !== undefined)
  if (!funnel || !isMeasured) return '–'
  const own = funnel.value.filter((row) => row.campaign === campaign)
  return <Count view={view} value={own.reduce((sum, { converted }) => sum + converted, 0)} />
}

function liftIn(view: View<HomeWord>, { holdouts }: CampaignResults, campaign: string) {
  const counts = holdouts?.value.find((one) => one.campaign === campaign)
  const lift = counts && liftOf(counts)
  return lift ? <LiftText view={view} lift={lift} /> : '–'
}
