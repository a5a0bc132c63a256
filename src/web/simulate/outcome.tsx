import type { Simulation } from '../../simulate/index.ts'
import type { SimulatedDays } from '../background/task.ts'
import { Count } from '../parts/count.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Stat } from '../parts/stat.tsx'
import type { View } from '../view/view.ts'
import type { SimulateWord } from '../words/simulate.ts'
import { Assumption, Calendar } from './calendar.tsx'
import { Periods } from './periods.tsx'

type SimulateView = View<SimulateWord>

/** A simulation as a page: what stands out, the calendar, the campaigns and the days. */
export function Outcome({ view, days }: { readonly view: SimulateView; readonly days: SimulatedDays }) {
  const { simulation } = days
  const stopped = [...new Set(simulation.days.flatMap((day) => day.stopped))]
  return (
    <>
      <Numbers view={view} simulation={simulation} />
      <Assumption view={view} simulation={simulation} />
      {stopped.length > 0 && <p class="warn">! {view.say('stopped', { names: stopped.join(', ') })}</p>}
      <section class="card simulated">
        <div class="title">
          <h2>{view.say('calendar')}</h2>
          <Downloads view={view} />
        </div>
        <Calendar view={view} simulation={simulation} />
      </section>
      <div class="cards simulated">
        <section class="card third">
          <Campaigns view={view} simulation={simulation} />
        </section>
        <section class="card two-thirds">
          <Periods view={view} simulation={simulation} />
        </section>
      </div>
    </>
  )
}

function Numbers({ view, simulation }: { readonly view: SimulateView; readonly simulation: Simulation }) {
  const { say, format, people } = view
  const { send, customers, busiestDay, daysWithoutEmail } = simulation.totals
  const { mostCustomer: who, most, capHits } = customers
  return (
    <dl class="stats">
      <Stat label={say('emails')} value={format.number(send)} />
      <Stat
        label={say('reached')}
        value={format.number(customers.reached)}
        note={say('unreached', { n: format.number(customers.unreached) })}
      />
      <Stat
        label={say('each')}
        value={format.number(customers.mean, 2)}
        note={who === null ? undefined : say('most', { n: format.number(most), customer: people.hidden(who) })}
      />
      {busiestDay && (
        <Stat label={say('busiest')} value={format.number(busiestDay.send)} note={format.day(busiestDay.date)} />
      )}
      <Stat label={say('silent')} value={format.number(daysWithoutEmail)} />
      <Stat
        label={say('limit')}
        value={format.number(capHits.emails)}
        note={capHits.emails > 0 ? say('ofCustomers', { n: capHits.customers }) : undefined}
      />
    </dl>
  )
}

function Downloads({ view }: { readonly view: SimulateView }) {
  const { say, url } = view
  const files = [
    ['calendar.svg', say('picture')],
    ['days.csv', say('csv')],
    ['customers.csv', say('customersCsv')],
    ['simulation.json', say('json')],
  ] as const
  return (
    <p class="actions">
      {files
        .filter(([file]) => view.masked === 'shown' || file !== 'customers.csv')
        .map(([file, word]) => (
          <a href={`/simulate/${file}${url.search}`} download>
            {word}
          </a>
        ))}
    </p>
  )
}

function Campaigns({ view, simulation }: { readonly view: SimulateView; readonly simulation: Simulation }) {
  const { say } = view
  const { totals } = simulation
  const rows = Object.entries(totals.campaigns).sort(([, a], [, b]) => b.send - a.send)
  const told: Column<(typeof rows)[number]> = {
    title: say('told'),
    kind: 'number',
    cell: ([, { tell = 0 }]) => <Count view={view} value={tell} />,
  }
  return (
    <DataTable
      view={view}
      caption={say('campaigns')}
      rows={rows}
      columns={[
        { title: say('campaign'), heads: 'row', cell: ([name]) => <a href={`/campaigns/${name}`}>{name}</a> },
        {
          title: say('sent'),
          kind: 'number',
          cell: ([, { send, tell }]) =>
            send === 0 && tell === undefined ? (
              <span class="warn">{say('neverFired')}</span>
            ) : (
              <Count view={view} value={send} />
            ),
        },
        ...(totals.tell === undefined ? [] : [told]),
        { title: say('skipped'), kind: 'number', cell: ([, { skip }]) => <Count view={view} value={skip} /> },
      ]}
    />
  )
}
