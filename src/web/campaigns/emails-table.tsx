import type { CampaignStats } from '../../insights/index.ts'
import { Count } from '../parts/count.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import type { View } from '../view/view.ts'
import type { CampaignsWord } from '../words/campaigns.ts'

/** What came of each email and variant. */
export function EmailsTable(props: { readonly view: View<CampaignsWord>; readonly stats: readonly CampaignStats[] }) {
  const { view, stats } = props
  const { say, format } = view
  const number = (word: CampaignsWord, of: (row: CampaignStats) => number): Column<CampaignStats> => ({
    title: say(word),
    kind: 'number',
    cell: (row) => <Count view={view} value={of(row)} />,
  })
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
    number('delivered', (row) => row.delivered),
    number('clicked', (row) => row.clicked),
    number('bought', (row) => row.converted),
    { title: say('revenue'), kind: 'number', cell: ({ revenue }) => format.money(revenue) },
  ]
  return (
    <section class="card">
      <h2>{say('emailsTitle')}</h2>
      <DataTable view={view} caption={say('emailsTitle')} captionIs="hidden" columns={columns} rows={stats} />
    </section>
  )
}
