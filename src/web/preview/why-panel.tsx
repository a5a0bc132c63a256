import type { Recommended } from '../../recommend/index.ts'
import type { WhyCampaign, WhyClause } from '../../plan/index.ts'
import { ScreenLink } from '../parts/screen-link.tsx'
import { foundText } from '../view/found-text.ts'
import type { View } from '../view/view.ts'
import type { PreviewWord } from '../words/preview.ts'
import type { Preview } from './load-preview.ts'
import { partPath } from './part-path.ts'
import { RecommendedList } from './recommended-list.tsx'
import { Next, Verdict } from './why-verdict.tsx'

interface PanelProps {
  readonly view: View<PreviewWord>
  readonly preview: Preview
  readonly why: WhyCampaign | undefined
  /** Undefined where the template recommends nothing. */
  readonly recommended: readonly Recommended[] | undefined
}

/** Why this customer would get the email, or would not: each line of the rules with what is true of them. */
export function WhyPanel({ view, preview, why, recommended }: PanelProps) {
  const { say, people } = view
  const name = people.name(preview.around.customer)
  return (
    <section class="card why">
      <h2>{say('why', { name })}</h2>
      {why === undefined ? (
        <p>{say('noUse')}</p>
      ) : (
        <>
          <Verdict view={view} preview={preview} why={why} />
          <Clauses view={view} clauses={why.clauses} />
          <Next view={view} preview={preview} why={why} />
        </>
      )}
      <RecommendedList view={view} name={name} products={recommended} />
      <Ways view={view} preview={preview} />
    </section>
  )
}

/** In the place of the reasons until they are worked out: a script asks for them, without one there is a link. */
export function WhyLater({ view, preview }: Omit<PanelProps, 'why' | 'recommended'>) {
  const { say, people } = view
  const path = partPath(view, preview.asked, 'why')
  return (
    <section class="card why" hx-get={path} hx-trigger="load" hx-swap="outerHTML">
      <h2>{say('why', { name: people.name(preview.around.customer) })}</h2>
      <p class="soft">
        <a href={path}>{say('whyLater')}</a>
      </p>
      <Ways view={view} preview={preview} />
    </section>
  )
}

/** To the customer and to the campaign, each on a page of its own. */
function Ways({ view, preview }: Omit<PanelProps, 'why' | 'recommended'>) {
  const { say, people } = view
  const { around, use } = preview
  const { customer } = around
  return (
    <p class="ways">
      <ScreenLink view={view} to={`/customers/${encodeURIComponent(customer.id)}`}>
        {say('allOf', { name: people.name(customer) })}
      </ScreenLink>
      {use && (
        <ScreenLink view={view} to={`/campaigns/${encodeURIComponent(use.campaign.name)}`}>
          {say('campaign', { name: use.campaign.name })}
        </ScreenLink>
      )}
    </p>
  )
}

function Clauses({ view, clauses }: { view: View<PreviewWord>; clauses: readonly WhyClause[] }) {
  const open: string[] = []
  return (
    <ul class="clauses">
      {clauses.map((clause) => {
        const fresh = clause.within.filter((group, depth) => open[depth] !== group.text)
        open.splice(0, open.length, ...clause.within.map(({ text }) => text))
        return (
          <>
            {fresh.map((group) => (
              <Line view={view} holds={group.holds} text={group.text} depth={clause.within.indexOf(group)} />
            ))}
            <Line
              view={view}
              holds={clause.holds}
              text={clause.text}
              depth={clause.within.length}
              value={foundText(view, clause)}
              place={
                clause.file === null ? undefined : `${clause.file}${clause.line === null ? '' : `:${clause.line}`}`
              }
            />
          </>
        )
      })}
    </ul>
  )
}

function Line(props: {
  view: View<PreviewWord>
  holds: boolean
  text: string
  depth: number
  value?: string
  place?: string | undefined
}) {
  const { view, holds, text, depth, value, place } = props
  return (
    <li class={`depth${Math.min(depth, 3)}`}>
      <span class={holds ? 'good' : 'warn'}>
        <span aria-hidden="true">{holds ? '✓' : '✕'}</span>
        <span class="unseen">{view.frame(holds ? 'yes' : 'no')}: </span>
      </span>{' '}
      <span lang="en">{text}</span>
      {value !== undefined && value !== '' && <span class="soft"> · {value}</span>}
      {place !== undefined && <span class="place">{place}</span>}
    </li>
  )
}
