import { type BuyingMember, type CountedRun, storedMembers, withPurchases } from '../../segments/index.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Empty } from '../parts/empty.tsx'
import { FilterForm, resultsId } from '../parts/filter-form.tsx'
import { Pager } from '../parts/pager.tsx'
import { When } from '../parts/times.tsx'
import { withParams } from '../view/links.ts'
import type { View } from '../view/view.ts'
import type { SegmentsWord } from '../words/segments.ts'
import { keyAfter, membersWanted, PAGE } from './members-wanted.ts'
import { templateFor } from './segment-source.ts'

type SegmentsView = View<SegmentsWord>

/** The members as the last run wrote them down, a page at a time, with what they bought. */
export async function MembersCard(props: {
  readonly view: SegmentsView
  readonly name: string
  readonly lastRun: CountedRun | undefined
}) {
  const { view, name, lastRun } = props
  const { say, format } = view
  if (!lastRun?.sizes.has(name)) {
    return (
      <section class="card wide-card">
        <h2>{say('members')}</h2>
        <Empty title={say('noRun')}>
          <p>{say('noRunText')}</p>
        </Empty>
      </section>
    )
  }
  return (
    <section class="card wide-card" id="members">
      <div class="title">
        <h2>
          {say('members')} <small>{say('membersAsOf', { at: format.instant(lastRun.slot) })}</small>
        </h2>
        <a href={`/segments/${name}/members.csv${searchOf(view.url)}`} download>
          CSV
        </a>
      </div>
      <FilterForm view={view} fields={[{ name: 'q', label: say('find') }]} kept={['sort', 'days', 'by']} />
      <div id={resultsId}>
        <Rows view={view} name={name} />
      </div>
    </section>
  )
}

function searchOf(url: URL): string {
  return new URL(withParams(url, { after: undefined, days: undefined, by: undefined }), url).search
}

async function Rows({ view, name }: { readonly view: SegmentsView; readonly name: string }) {
  const { app, ctx, say, url } = view
  const found = await storedMembers({ ...ctx, vocabulary: app.vocabulary }, membersWanted(url, name))
  const shown = await withPurchases({ ...ctx, vocabulary: app.vocabulary }, found.slice(0, PAGE))
  const last = shown.at(-1)
  if (!last) {
    const looked = (url.searchParams.get('q') ?? '') !== ''
    return (
      <Empty title={say(looked ? 'noMatch' : 'noMembers')}>
        <p>{say(looked ? 'noMatchText' : 'noMembersText')}</p>
      </Empty>
    )
  }
  return (
    <>
      <DataTable view={view} caption={say('members')} captionIs="hidden" columns={columnsOf(view, name)} rows={shown} />
      <Pager view={view} next={found.length > PAGE ? keyAfter(last) : undefined} />
    </>
  )
}

function columnsOf(view: SegmentsView, name: string): Column<BuyingMember>[] {
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
      sort: 'since',
      cell: ({ entered_at }) =>
        entered_at === 0 ? <span class="soft">{say('sinceEver')}</span> : <When view={view} at={entered_at} />,
    },
    { title: say('orders'), kind: 'number', cell: ({ orders }) => format.number(orders) },
    {
      title: say('lastOrder'),
      cell: ({ lastOrder }) => (lastOrder === null ? say('never') : <When view={view} at={lastOrder} as="ago" />),
    },
    { title: say('spent'), kind: 'number', cell: ({ spent }) => format.money(spent) },
  ]
  if (template === undefined) return columns
  const preview = (one: BuyingMember) => (
    <a href={`/preview/${template}?as=${encodeURIComponent(one.id)}`}>{say('previewAs')}</a>
  )
  return [...columns, { title: template, cell: preview }]
}
