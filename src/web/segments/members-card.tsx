import {
  type BuyingMember,
  type RankedWanted,
  type StoredMember,
  storedMembers,
  withPurchases,
} from '../../segments/index.ts'
import type { Answer, Answers } from '../background/answers.ts'
import { Polled } from '../background/working.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Empty } from '../parts/empty.tsx'
import { FilterForm, resultsId } from '../parts/filter-form.tsx'
import { Pager } from '../parts/pager.tsx'
import { When } from '../parts/times.tsx'
import { withParams } from '../view/links.ts'
import type { View } from '../view/view.ts'
import type { SegmentsWord } from '../words/segments.ts'
import { Computing } from './computing.tsx'
import { keyAfter, membersWanted, PAGE } from './members-wanted.ts'
import { MOST_RANKED, rankedWanted, rowsBefore } from './ranked-wanted.ts'
import { templateFor } from './segment-source.ts'
import type { SeenOn } from './seen-on.ts'

type SegmentsView = View<SegmentsWord>

interface MembersProps {
  readonly seen: SeenOn<SegmentsWord>
  readonly answers: Answers
  readonly name: string
  /** The last run up to that day that counted the segment. */
  readonly lastRun: number | undefined
}

/** The members as the last run wrote them down, or worked out for a day before it, a page at a time. */
export function MembersCard(props: MembersProps) {
  const { seen, name, lastRun } = props
  const { view, at } = seen
  const { say, format } = view
  if (lastRun === undefined && at === 'now') {
    return (
      <section class="card wide-card">
        <h2>{say('members')}</h2>
        <Empty title={say('noRun')}>
          <p>{say('noRunText')}</p>
        </Empty>
      </section>
    )
  }
  const asOf = lastRun === undefined ? say('membersWorkedOut') : say('membersAsOf', { at: format.instant(lastRun) })
  return (
    <section class="card wide-card" id="members">
      <div class="title">
        <h2>
          {say('members')} <small>{asOf}</small>
        </h2>
        {lastRun !== undefined && (
          <a id="members-file" href={`/segments/${name}/members.csv${searchOf(view.url)}`} download>
            CSV
          </a>
        )}
      </div>
      <FilterForm
        view={view}
        fields={[{ name: 'q', label: say('find') }]}
        kept={['sort', 'days', 'by', 'on']}
        also="#members-file,#back-to-now,#history"
      />
      <Found {...props} />
    </section>
  )
}

function searchOf(url: URL): string {
  return new URL(withParams(url, { after: undefined, days: undefined, by: undefined }), url).search
}

async function Found({ seen, answers, name, lastRun }: MembersProps) {
  const { view, at } = seen
  const { ctx, url, app } = view
  const ranked = rankedWanted(url, name, at, lastRun === undefined ? 'rule' : 'history')
  if (ranked) return <Ranked seen={seen} answers={answers} wanted={ranked} />
  const found = await storedMembers({ ...ctx, vocabulary: app.vocabulary }, membersWanted(url, name, at))
  const last = found[PAGE - 1]
  return (
    <div id={resultsId}>
      <Rows view={view} name={name} rows={found.slice(0, PAGE)} from="history" />
      <Pager view={view} next={found.length > PAGE && last ? keyAfter(last) : undefined} />
    </div>
  )
}

/** Every member is looked at: worked out beside the page, the first few hundred of them. */
async function Ranked(props: {
  readonly seen: SeenOn<SegmentsWord>
  readonly answers: Answers
  readonly wanted: RankedWanted
}) {
  const { seen, answers, wanted } = props
  const { view, at } = seen
  // A whole hour asks the same question again.
  const asOf = at === 'then' ? view.ctx.now : Math.floor(view.ctx.now / 3_600_000) * 3_600_000
  const seat = `members ${wanted.segment}`
  const answer: Answer<readonly StoredMember[]> = await answers.ask({ kind: 'members', wanted, asOf }, { seat })
  const before = rowsBefore(view.url)
  const rows = answer.state === 'done' ? answer.value : []
  return (
    <Polled view={view} id={resultsId} state={answer.state}>
      {answer.state !== 'done' && <Computing view={view} answer={answer} doing="workingMembers" />}
      {answer.state === 'done' && (
        <>
          <Rows view={view} name={wanted.segment} rows={rows.slice(before, before + PAGE)} from={wanted.from} />
          {rows.length === MOST_RANKED && <p class="soft">{view.say('firstOnly', { n: MOST_RANKED })}</p>}
          <Pager view={view} next={rows.length > before + PAGE ? before + PAGE : undefined} />
        </>
      )}
    </Polled>
  )
}

async function Rows(props: {
  readonly view: SegmentsView
  readonly name: string
  readonly rows: readonly StoredMember[]
  readonly from: RankedWanted['from']
}) {
  const { view, name, rows, from } = props
  const since = from === 'history' ? 'since' : undefined
  const { app, ctx, say, url } = view
  if (rows.length === 0) {
    const looked = (url.searchParams.get('q') ?? '') !== ''
    return (
      <Empty title={say(looked ? 'noMatch' : 'noMembers')}>
        <p>{say(looked ? 'noMatchText' : 'noMembersText')}</p>
      </Empty>
    )
  }
  const shown = await withPurchases({ ...ctx, vocabulary: app.vocabulary }, rows)
  return (
    <DataTable
      view={view}
      caption={say('members')}
      captionIs="hidden"
      columns={columnsOf(view, name, since)}
      rows={shown}
    />
  )
}

/** Who was worked out has no day of entering to sort by. */
function columnsOf(view: SegmentsView, name: string, since: 'since' | undefined): Column<BuyingMember>[] {
  const { say, format, people, app } = view
  const template = templateFor(app, name)
  const columns: Column<BuyingMember>[] = [
    {
      title: say('customer'),
      heads: 'row',
      cell: (one) => <a href={`/customers/${encodeURIComponent(one.id)}`}>{people.name(one)}</a>,
    },
    { title: say('address'), cell: (one) => <span class="long">{people.email(one)}</span> },
    {
      title: say('since'),
      sort: since,
      cell: ({ entered_at }) =>
        entered_at === 0 ? <span class="soft">{say('sinceEver')}</span> : <When view={view} at={entered_at} />,
    },
    { title: say('orders'), kind: 'number', cell: ({ orders }) => format.number(orders) },
    {
      title: say('lastOrder'),
      cell: ({ lastOrder }) => (lastOrder === null ? say('never') : <When view={view} at={lastOrder} as="ago" />),
    },
    { title: say('spent'), kind: 'number', sort: '-spent', cell: ({ spent }) => format.money(spent) },
  ]
  if (template === undefined) return columns
  const preview = (one: BuyingMember) => (
    <a href={`/preview/${template}?as=${encodeURIComponent(one.id)}`}>{say('previewAs')}</a>
  )
  return [...columns, { title: template, cell: preview }]
}
