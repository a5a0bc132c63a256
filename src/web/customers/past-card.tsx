import { type PastKind, type PastLine, pastKinds } from '../../insights/index.ts'
import { Switch } from '../parts/switch.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { Pager } from '../parts/pager.tsx'
import { When } from '../parts/times.tsx'
import type { View } from '../view/view.ts'
import type { CustomersWord } from '../words/customers.ts'
import type { CustomerProps } from './customer-props.ts'
import { EmailLink } from '../parts/email-link.tsx'
import { stateText } from './state-text.ts'

const WORDS: Record<PastKind, CustomersWord> = {
  order: 'order',
  email: 'mail',
  response: 'response',
  event: 'event',
  segment: 'segment',
  consent: 'consent',
}

/** Kinds whose details may tell who somebody is: links, properties of events, sources. */
const TELLING: ReadonlySet<PastKind> = new Set(['response', 'event', 'consent'])

/** What happened to a customer, the latest first, of one kind if asked. */
export function PastCard({
  view,
  past,
  customer,
}: Pick<CustomerProps, 'view' | 'past'> & { readonly customer: string }) {
  const { say, url, frame } = view
  return (
    <section class="card customer-past" id="past">
      <h2>{say('past')}</h2>
      <Switch
        view={view}
        label={say('past')}
        name="kind"
        chosen={url.searchParams.get('kind') || undefined}
        without={['after']}
        part="past"
        choices={[
          { value: undefined, label: frame('all') },
          ...pastKinds.map((value) => ({ value, label: say(WORDS[value]) })),
        ]}
      />
      {past.lines.length === 0 ? (
        <p class="soft">{say('pastNone')}</p>
      ) : (
        <DataTable
          view={view}
          caption={say('past')}
          captionIs="hidden"
          columns={[
            { title: say('when'), heads: 'row', cell: ({ at }) => <When view={view} at={at} /> },
            { title: say('kind'), cell: ({ kind }) => say(WORDS[kind]) },
            { title: say('what'), cell: (line) => <What view={view} line={line} customer={customer} /> },
          ]}
          rows={past.lines}
        />
      )}
      <Pager view={view} next={past.next && `${past.next.at}.${past.next.shown}`} />
    </section>
  )
}

function What(props: { readonly view: View<CustomersWord>; readonly line: PastLine; readonly customer: string }) {
  const { view, line, customer } = props
  const { kind, name, what, detail, amount, at } = line
  const shownName = kind === 'consent' ? (name ?? view.say('allTopics')) : name
  return (
    <>
      {kind === 'email' && name !== null ? (
        <EmailLink view={view} customer={customer} name={name} at={at} version={detail} />
      ) : (
        shownName
      )}{' '}
      {what !== '' && <span class="soft">{stateText(view, what)}</span>}{' '}
      {amount !== null && <strong>{view.format.money(amount)}</strong>}
      {detail !== null && detail !== '{}' && (
        <span class="under said">{TELLING.has(kind) ? view.people.hidden(detail) : detail}</span>
      )}
    </>
  )
}
