import {
  type Cause,
  type CampaignDifference,
  causeWords,
  type Moved,
  type SegmentDifference,
} from '../../diff/index.ts'
import type { View } from '../view/view.ts'
import type { DiffWord } from '../words/diff.ts'
import { sayIn } from '../words/index.ts'
import { type ReasonWord, reasonWords } from '../words/reasons.ts'

type DiffView = View<DiffWord>

/** Who enters and leaves each segment, and because of which file. */
export function SegmentMoves({
  view,
  segments,
}: {
  readonly view: DiffView
  readonly segments: readonly SegmentDifference[]
}) {
  if (segments.length === 0) return null
  const { say } = view
  return (
    <section class="card moves">
      <h2>{say('segments')}</h2>
      {segments.map(({ segment, before, after, entering, leaving, causes }) => (
        <article>
          <Heading view={view} name={segment} href={`/segments/${segment}`} from={before} to={after} causes={causes} />
          <Line view={view} sign="+" word="entering" moved={entering} />
          <Line view={view} sign="−" word="leaving" moved={leaving} />
        </article>
      ))}
    </section>
  )
}

/** Which emails of each campaign appear, vanish, move or say something else. */
export function CampaignMoves({
  view,
  campaigns,
}: {
  readonly view: DiffView
  readonly campaigns: readonly CampaignDifference[]
}) {
  if (campaigns.length === 0) return null
  const { say, format } = view
  return (
    <section class="card moves">
      <h2>{say('campaigns')}</h2>
      {campaigns.map(({ campaign, before, after, appear, vanish, move, rewritten, causes }) => (
        <article>
          <Heading
            view={view}
            name={campaign}
            href={`/campaigns/${campaign}`}
            from={before}
            to={after}
            causes={causes}
          />
          <Line view={view} sign="+" word="appear" moved={appear} reasons={reasonsIn(view, 'was', appear.reasons)} />
          <Line view={view} sign="−" word="vanish" moved={vanish} reasons={reasonsIn(view, 'now', vanish.reasons)} />
          <Line view={view} sign="~" word="move" moved={move} />
          {rewritten > 0 && (
            <p class="move warn">
              ~ {format.number(rewritten)} {say('rewritten')}
            </p>
          )}
        </article>
      ))}
    </section>
  )
}

function Heading(props: {
  readonly view: DiffView
  readonly name: string
  readonly href: string
  readonly from: number
  readonly to: number
  readonly causes: readonly Cause[]
}) {
  const { view, name, href, from, to, causes } = props
  const { format, say } = view
  const named = causes.filter(({ by }) => by !== 'competes')
  return (
    <h3>
      <a href={href}>{name}</a> {format.number(from)} → {format.number(to)}{' '}
      {causes.length > 0 && (
        <small>
          {named.length > 0 && `${say('because')} `}
          <span lang="en">{causeWords(causes)}</span>
        </small>
      )}
    </h3>
  )
}

const TONES = { '+': 'good', '−': 'bad', '~': 'warn' } as const

function Line(props: {
  readonly view: DiffView
  readonly sign: keyof typeof TONES
  readonly word: DiffWord
  readonly moved: Moved
  readonly reasons?: string
}) {
  const { view, sign, word, moved, reasons } = props
  if (moved.number === 0) return null
  return (
    <p class="move">
      <span class={TONES[sign]}>
        {sign}
        {view.format.number(moved.number)} {view.say(word)}
      </span>{' '}
      {moved.samples.length > 0 && `${view.say('eg')} `}
      {moved.samples.map(({ customer, name }, i) => (
        <>
          {i > 0 && ', '}
          <a href={`/customers/${encodeURIComponent(customer)}`}>
            {view.people.name({ id: customer, email: null, first_name: name, last_name: null })}
          </a>
        </>
      ))}
      {moved.number > moved.samples.length && ', …'}
      {reasons !== undefined && reasons !== '' && <small> {reasons}</small>}
    </p>
  )
}

function reasonsIn(view: DiffView, word: 'was' | 'now', reasons: Readonly<Record<string, number>>): string {
  const { say, format, language } = view
  const sayReason = sayIn(reasonWords, language)
  const parts = Object.entries(reasons).flatMap(([reason, count]) =>
    reason === '' ? [] : [`${format.number(count)} ${sayReason(reason as ReasonWord)}`],
  )
  return parts.length === 0 ? '' : `(${say(word)} ${parts.join(', ')})`
}
