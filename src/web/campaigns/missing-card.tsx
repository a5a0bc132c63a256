import { auditProgramme, type Touchpoint } from '../../audit/index.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import type { View } from '../view/view.ts'
import type { CampaignsWord } from '../words/campaigns.ts'

/** The moments of a customer's life at which the shop says nothing, and how to begin; nothing where none is missing. */
export function MissingCard({ view }: { readonly view: View<CampaignsWord> }) {
  const { say } = view
  const audited = auditProgramme(view.app.campaigns, view.app.segments)
  const missing = audited.filter(({ campaigns }) => campaigns.length === 0).map(({ touchpoint }) => touchpoint)
  if (missing.length === 0) return <></>
  return (
    <section class="card">
      <h2>{say('missing')}</h2>
      <p>{say('missingText', { n: missing.length, all: audited.length })}</p>
      <DataTable view={view} caption={say('missing')} captionIs="hidden" columns={columnsOf(view)} rows={missing} />
    </section>
  )
}

function columnsOf({ say }: View<CampaignsWord>): readonly Column<Touchpoint>[] {
  return [
    { title: say('moment'), heads: 'row', cell: ({ name }) => say(`title ${name}`) },
    { title: say('momentWhy'), cell: ({ name }) => say(`why ${name}`) },
    { title: say('momentBegin'), cell: ({ name }) => <code lang="en">perennial audit --write {name}</code> },
  ]
}
