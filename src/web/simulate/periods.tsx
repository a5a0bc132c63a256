import type { SimulatedDay, Simulation } from '../../simulate/index.ts'
import { Count } from '../parts/count.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import type { View } from '../view/view.ts'
import type { SimulateWord } from '../words/simulate.ts'

/** Up to here a row is a day; beyond, a month. */
const MOST_ROWS = 62

/** Emails of each day, or each month where there are many, by campaign. */
export function Periods({ view, simulation }: { readonly view: View<SimulateWord>; readonly simulation: Simulation }) {
  const { say, format } = view
  const { days, totals } = simulation
  const byMonth = days.length > MOST_ROWS
  const rows = byMonth ? monthsOf(days) : days.map((day) => ({ period: day.date, days: [day] }))
  const sent = (row: Period, name: string) =>
    row.days.reduce((sum, { campaigns }) => sum + (campaigns[name]?.send ?? 0), 0)
  const columns: Column<Period>[] = [
    {
      title: say(byMonth ? 'month' : 'day'),
      heads: 'row',
      cell: ({ period }) => (byMonth ? format.month(period) : format.day(period)),
    },
    ...Object.keys(totals.campaigns).map(
      (name): Column<Period> => ({
        title: name,
        kind: 'number',
        cell: (row) => <Count view={view} value={sent(row, name)} />,
      }),
    ),
    {
      title: say('all'),
      kind: 'number',
      cell: (row) => <Count view={view} value={row.days.reduce((sum, { send }) => sum + send, 0)} />,
    },
  ]
  return <DataTable view={view} caption={say(byMonth ? 'months' : 'days')} columns={columns} rows={rows} />
}

interface Period {
  readonly period: string
  readonly days: readonly SimulatedDay[]
}

function monthsOf(days: readonly SimulatedDay[]): Period[] {
  const months = new Map<string, SimulatedDay[]>()
  for (const day of days) {
    const month = day.date.slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), day])
  }
  return [...months].map(([period, own]) => ({ period, days: own }))
}
