import type { View } from '../view/view.ts'
import type { SegmentsWord } from '../words/segments.ts'
import { usersOf } from './segment-source.ts'
import { Users } from './users.tsx'

/** What a segment needs and what uses it; where nothing does, the campaign that would. */
export function UsesCard(props: {
  readonly view: View<SegmentsWord>
  readonly name: string
  readonly uses: readonly string[]
}) {
  const { view, name, uses } = props
  const { say, app } = view
  const users = usersOf(app, name)
  const used = users.campaigns.length + users.segments.length > 0
  return (
    <section class="card third">
      <h2>{say('uses')}</h2>
      <dl class="pairs">
        <dt>{say('usedBy')}</dt>
        <dd>
          <Users users={users} />
        </dd>
        <dt>{say('needs')}</dt>
        <dd>
          <Users users={{ segments: uses, campaigns: [] }} />
        </dd>
      </dl>
      {!used && (
        <>
          <p class="soft">{say('nobody')}</p>
          <pre tabindex={0}>
            <code>{campaignFor(name, app.templates.names[0] ?? 'hello')}</code>
          </pre>
        </>
      )}
    </section>
  )
}

function campaignFor(segment: string, template: string): string {
  return `campaign: hello-${segment}\npurpose: marketing\nstarts: entering ${segment}\nsteps:\n  - send: ${template}`
}
