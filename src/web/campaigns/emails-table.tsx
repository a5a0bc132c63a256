import type { Campaign } from '../../campaigns/index.ts'
import type { CampaignStats } from '../../insights/index.ts'
import { Count } from '../parts/count.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { shareBase } from '../parts/share-base.ts'
import type { View } from '../view/view.ts'
import type { CampaignsWord } from '../words/campaigns.ts'
import type { CampaignFigures } from './figures.ts'
import { Variants } from './variants.tsx'

/** What came of each email and variant, and which variant is better. */
export function EmailsTable(props: {
  readonly view: View<CampaignsWord>
  readonly campaign: Campaign
  readonly figures: CampaignFigures
}) {
  const { view, campaign, figures } = props
  const { stats } = figures
  const { say, format } = view
  const number = (word: CampaignsWord, of: (row: CampaignStats) => number): Column<CampaignStats> => ({
    title: say(word),
    kind: 'number',
    cell: (row) => <Count view={view} value={of(row)} />,
  })
  const all = (of: 'submitted' | 'delivered' | 'clicked') => stats.reduce((sum, row) => sum + row[of], 0)
  const base = { submitted: all('submitted'), delivered: all('delivered') }
  const told = (of: 'delivered' | 'clicked'): Column<CampaignStats> =>
    shareBase(of, all(of), base) === 'not told'
      ? { title: say(of), kind: 'number', cell: () => '–' }
      : number(of, (row) => row[of])
  const columns: readonly Column<CampaignStats>[] = [
    {
      title: say('email'),
      heads: 'row',
      cell: ({ step, variant }) => (
        <>
          {step} {variant !== null && <span class="tag">{variant}</span>}
        </>
      ),
    },
    number('submitted', (row) => row.submitted),
    told('delivered'),
    told('clicked'),
    number('bought', (row) => row.converted),
    { title: say('revenue'), kind: 'number', cell: ({ revenue }) => format.money(revenue) },
  ]
  return (
    <section class="card">
      <h2>{say('emailsTitle')}</h2>
      <DataTable view={view} caption={say('emailsTitle')} captionIs="hidden" columns={columns} rows={stats} />
      <Variants view={view} campaign={campaign} tests={figures.tests} />
    </section>
  )
}
