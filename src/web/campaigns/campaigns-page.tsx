import type { Campaign } from '../../campaigns/index.ts'
import type { CampaignMonth } from '../../insights/index.ts'
import { Count } from '../parts/count.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Empty } from '../parts/empty.tsx'
import type { View } from '../view/view.ts'
import type { CampaignsWord } from '../words/campaigns.ts'
import { CampaignBadge, type CampaignState } from './state.tsx'

/** A campaign of the list with its last 30 days. */
export interface CampaignLine {
  readonly campaign: Campaign
  readonly month: CampaignMonth
  readonly state: CampaignState
}

/** All campaigns. */
export function CampaignsPage(props: { readonly view: View<CampaignsWord>; readonly rows: readonly CampaignLine[] }) {
  const { view, rows } = props
  const { say } = view
  if (rows.length === 0) {
    return (
      <Empty title={say('none')} example={EXAMPLE}>
        <p>{say('noneText')}</p>
      </Empty>
    )
  }
  return (
    <section class="card">
      <DataTable view={view} caption={say('caption')} captionIs="hidden" columns={columnsOf(view)} rows={rows} />
    </section>
  )
}

const EXAMPLE = `campaign: welcome
title: Welcome
purpose: marketing
topic: news
starts: {when: bought, first_time: yes}
steps:
  - wait: 1 day
  - send: welcome-1
again: never`

function columnsOf(view: View<CampaignsWord>): readonly Column<CampaignLine>[] {
  const { say } = view
  const number = (word: CampaignsWord, of: (row: CampaignLine) => number): Column<CampaignLine> => ({
    title: say(word),
    kind: 'number',
    cell: (row) => <Count view={view} value={of(row)} />,
  })
  return [
    {
      title: say('campaign'),
      heads: 'row',
      cell: ({ campaign: { name, title } }) => (
        <>
          <a href={`/campaigns/${encodeURIComponent(name)}`}>{name}</a>
          {title !== name && <span class="under">{title}</span>}
        </>
      ),
    },
    { title: say('state'), cell: ({ state }) => <CampaignBadge view={view} state={state} /> },
    { title: say('starts'), cell: ({ campaign }) => <span lang="en">{campaign.starts.phrase}</span> },
    { title: say('purpose'), cell: ({ campaign }) => say(campaign.purpose) },
    number('emails', ({ campaign }) => campaign.steps.filter(({ kind }) => kind === 'send').length),
    number('submitted', ({ month }) => month.submitted),
    number('clicked', ({ month }) => month.clicked),
    number('bounced', ({ month }) => month.bounced),
    number('complained', ({ month }) => month.complained),
  ]
}
