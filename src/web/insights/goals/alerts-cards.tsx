import { hasNotices } from '../../../campaigns/index.ts'
import type { Alerts, LateCustomer, Notice, OutOfRange } from '../../../insights/index.ts'
import { DataTable } from '../../parts/data-table.tsx'
import type { Scene } from '../../view/view.ts'
import { alertWords } from '../../words/alerts.ts'
import { sayIn } from '../../words/index.ts'
import { alertValue } from './alert-value.ts'

/** What left its usual range, and which good customers became late today. */
export function AlertsCards({ view, alerts }: { readonly view: Scene; readonly alerts: Alerts }) {
  const say = sayIn(alertWords, view.language)
  const { format } = view
  const days = { from: format.day(alerts.week.from), to: format.day(alerts.week.to) }
  const value = (one: OutOfRange, of: number) => alertValue(view, one, of)
  return (
    <>
      <section class="card wide-card">
        <h2>{say('beyond')}</h2>
        <p class="soft">{say(alerts.numbers.length > 0 ? 'beyondNote' : 'nothingBeyond', days)}</p>
        {alerts.numbers.length > 0 && (
          <DataTable
            view={view}
            caption={say('beyond')}
            captionIs="hidden"
            columns={[
              { title: say('number'), heads: 'row', cell: ({ number }: OutOfRange) => <span lang="en">{number}</span> },
              { title: say('value'), kind: 'number', cell: (one: OutOfRange) => value(one, one.value) },
              { title: say('usual'), kind: 'number', cell: (one: OutOfRange) => value(one, one.centre) },
              {
                title: say('limit'),
                kind: 'number',
                cell: (one: OutOfRange) => value(one, one.side === 'below' ? one.low : one.high),
              },
              { title: say('lasting'), kind: 'number', cell: ({ days: n }: OutOfRange) => format.number(n) },
            ]}
            rows={alerts.numbers}
          />
        )}
        {alerts.numbers.length > 0 && (
          <a href="/insights/goals/alerts.csv" download>
            CSV
          </a>
        )}
      </section>
      <Late view={view} alerts={alerts} />
      {(alerts.notices.length > 0 || view.app.campaigns.some(hasNotices)) && (
        <NoticesCard view={view} alerts={alerts} />
      )}
    </>
  )
}

function Late({ view, alerts }: { readonly view: Scene; readonly alerts: Alerts }) {
  const say = sayIn(alertWords, view.language)
  const { format } = view
  return (
    <section class="card wide-card">
      <h2>{say('late')}</h2>
      <p class="soft">
        {say('lateNote')} {alerts.customers.length === 0 && say('noneLate')}
      </p>
      {alerts.customers.length > 0 && (
        <DataTable
          view={view}
          caption={say('late')}
          captionIs="hidden"
          columns={[
            {
              title: say('customer'),
              heads: 'row',
              cell: ({ id }: LateCustomer) => (
                <a href={`/customers/${encodeURIComponent(id)}`}>{view.people.name({ id })}</a>
              ),
            },
            { title: say('spent'), kind: 'number', cell: ({ spent }: LateCustomer) => format.money(spent) },
            { title: say('lastOrder'), cell: ({ lastOrder }: LateCustomer) => format.day(lastOrder) },
            { title: say('usualGap'), kind: 'number', cell: ({ usualGap }: LateCustomer) => format.number(usualGap) },
          ]}
          rows={alerts.customers}
        />
      )}
      {alerts.customers.length > 0 && (
        <a href="/insights/goals/late.csv" download>
          CSV
        </a>
      )}
      {alerts.more > 0 && <p>{say('more', { n: format.number(alerts.more) })}</p>}
    </section>
  )
}

function NoticesCard({ view, alerts }: { readonly view: Scene; readonly alerts: Alerts }) {
  const say = sayIn(alertWords, view.language)
  const { format } = view
  const { notices, moreNotices } = alerts
  return (
    <section class="card wide-card">
      <h2>{say('notices')}</h2>
      <p class="soft">
        {say('noticesNote')} {notices.length === 0 && say('noNotices')}
      </p>
      {notices.length > 0 && (
        <DataTable
          view={view}
          caption={say('notices')}
          captionIs="hidden"
          columns={[
            {
              title: say('customer'),
              heads: 'row',
              cell: ({ id }: Notice) => <a href={`/customers/${encodeURIComponent(id)}`}>{view.people.name({ id })}</a>,
            },
            {
              title: say('campaign'),
              cell: ({ campaign }: Notice) => <a href={`/campaigns/${encodeURIComponent(campaign)}`}>{campaign}</a>,
            },
            { title: say('step'), cell: ({ step }: Notice) => step },
            { title: say('started'), cell: ({ started }: Notice) => format.day(started) },
            { title: say('told'), cell: ({ day }: Notice) => format.day(day) },
            { title: say('to'), cell: ({ to }: Notice) => view.people.said(to) },
          ]}
          rows={notices}
        />
      )}
      {moreNotices > 0 && <p>{say('more', { n: format.number(moreNotices) })}</p>}
    </section>
  )
}
