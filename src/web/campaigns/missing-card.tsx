import { auditProgramme } from '../../audit/index.ts'
import type { View } from '../view/view.ts'
import type { CampaignsWord } from '../words/campaigns.ts'

/** The moments of a customer's life at which the shop says nothing, and how to begin; nothing where none is missing. */
export function MissingCard({ view }: { readonly view: View<CampaignsWord> }) {
  const { say } = view
  const audited = auditProgramme(view.app.campaigns, view.app.segments)
  const missing = audited.filter(({ campaigns }) => campaigns.length === 0).map(({ touchpoint }) => touchpoint)
  if (missing.length === 0) return <></>
  return (
    <section class="card missing-card">
      <h2>{say('missing')}</h2>
      <p>{say('missingText', { n: missing.length, all: audited.length })}</p>
      <ul class="moments">
        {missing.map(({ name }) => (
          <li>
            <b>{say(`title ${name}`)}</b>
            <span>{say(`why ${name}`)}</span>
            <code lang="en">perennial audit --write {name}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}
