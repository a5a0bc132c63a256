import { localDay } from '../../calendar/index.ts'
import { DataTable } from '../parts/data-table.tsx'
import { DayOf } from '../parts/times.tsx'
import type { CustomerProps } from './customer-props.ts'
import { stateText } from './state-text.ts'

/** Every word about marketing, the latest first: who said what, when and how. */
export function LogCard({ view, log }: Pick<CustomerProps, 'view' | 'log'>) {
  const { say, app } = view
  const day = (at: number) => <DayOf view={view} day={localDay(Number(at), app.shop.timeZone)} />
  return (
    <section class="card">
      <h2>{say('log')}</h2>
      {log.length === 0 ? (
        <p class="soft">{say('noLog')}</p>
      ) : (
        <DataTable
          view={view}
          caption={say('log')}
          captionIs="hidden"
          columns={[
            { title: say('when'), heads: 'row', cell: ({ at }) => (at === null ? say('ever') : day(at)) },
            {
              title: say('what'),
              cell: ({ status, expires_at: until }) => (
                <>
                  {stateText(view, status)}
                  {until !== null && (
                    <span class="under">
                      {say('untilDay', { day: view.format.day(localDay(Number(until), app.shop.timeZone)) })}
                    </span>
                  )}
                </>
              ),
            },
            { title: say('topic'), cell: ({ topic }) => topic ?? say('allTopics') },
            {
              title: say('source'),
              cell: ({ source, basis, wording }) => (
                <>
                  {view.people.said([source, basis].filter(Boolean).join(', '))}
                  {wording !== null && <span class="under">{view.people.said(wording)}</span>}
                </>
              ),
            },
          ]}
          rows={log}
        />
      )}
    </section>
  )
}
