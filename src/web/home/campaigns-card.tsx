import type { CampaignMonth } from '../../insights/index.ts'
import { Badge } from '../parts/badge.tsx'
import { Count } from '../parts/count.tsx'
import { campaignColumn } from '../parts/campaign-column.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Empty } from '../parts/empty.tsx'
import type { View } from '../view/view.ts'
import type { HomeWord } from '../words/home.ts'
import type { Home } from './read-home.ts'

/** What the campaigns handed over in the last 30 days, and whether they run. */
export function CampaignsCard({ view, home }: { readonly view: View<HomeWord>; readonly home: Home }) {
  const { say } = view
  if (home.campaigns.length === 0) {
    return (
      <Empty title={say('noCampaigns')}>
        <p>{say('noCampaignsText')}</p>
      </Empty>
    )
  }
  const paused = new Set(home.paused.map(({ campaign }) => campaign))
  const number = (word: HomeWord, of: (row: CampaignMonth) => number): Column<CampaignMonth> => ({
    title: say(word),
    kind: 'number',
    cell: (row) => <Count view={view} value={of(row)} />,
  })
  const columns: readonly Column<CampaignMonth>[] = [
    campaignColumn(view, say('campaign')),
    number('submitted', ({ submitted }) => submitted),
    number('clicked', ({ clicked }) => clicked),
    number('bounced', ({ bounced }) => bounced),
    number('complained', ({ complained }) => complained),
    {
      title: say('state'),
      cell: ({ campaign }) =>
        paused.has(campaign) ? <Badge tone="bad" word={say('stopped')} /> : <Badge tone="good" word={say('on')} />,
    },
  ]
  return (
    <section class="card">
      <h2>{say('campaigns')}</h2>
      <DataTable view={view} caption={say('campaigns')} captionIs="hidden" columns={columns} rows={home.campaigns} />
    </section>
  )
}
