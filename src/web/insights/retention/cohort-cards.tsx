import type { CohortRow } from '../../../insights/index.ts'
import { type HeatData, HeatGrid } from '../../charts/index.ts'
import { AllWidths, widths } from '../../parts/all-widths.tsx'
import { ChartFrame } from '../../parts/chart-frame.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { monthName } from '../../view/day-words.ts'
import { fileIn, moneyIn, type RetentionProps, type RetentionView } from './retention-view.ts'

/** What the cells of a matrix hold. */
type What = 'buyers' | 'revenue'

/** Who came back and what they brought, by the month in which they began: a year, half a year on a phone. */
export function CohortCards(props: RetentionProps) {
  return (
    <>
      <Matrix {...props} what="buyers" />
      <Matrix {...props} what="revenue" />
    </>
  )
}

/** The rows of the CSV: a month each; money in minor units. */
export function cohortsCsv({ report }: RetentionProps, what: What) {
  const months = report.cohorts[0]?.buyers.length ?? 0
  return {
    header: ['month', 'customers', ...Array.from({ length: months }, (_, k) => `+${k}`)],
    rows: report.cohorts.map((row) => [row.month.slice(0, 7), row.customers, ...row[what]]),
  }
}

function Matrix({ view, report, what }: RetentionProps & { readonly what: What }) {
  const { say, format } = view
  const rows = report.cohorts.filter(({ customers }) => customers > 0)
  const title = say(what === 'buyers' ? 'cohortsTitle' : 'cohortRevenue')
  const sum = (of: (row: CohortRow) => number) => rows.reduce((all, row) => all + of(row), 0)
  const found =
    what === 'buyers'
      ? say('cohortsFound', { n: format.number(sum(({ customers }) => customers)) })
      : say('cohortRevenueFound', {
          sum: moneyIn(
            view,
            sum(({ revenue }) => revenue.reduce((a, b) => a + b, 0)),
          ),
        })
  const finding = `${found} ${say('lastOpen')}`
  const picture = (width: number, months: number, left: number) => (
    <HeatGrid
      id={`retention-${what}-${width}`}
      title={title}
      finding={finding}
      width={width}
      size={{ left, cell: 28 }}
      data={dataOf(view, report.cohorts, what, months)}
    />
  )
  return (
    <ChartFrame
      view={view}
      title={title}
      finding={finding}
      picture={
        <AllWidths
          broad={picture(widths.half, what === 'buyers' ? 12 : 8, 118)}
          narrow={picture(widths.phone, what === 'buyers' ? 5 : 3, 112)}
        />
      }
      table={<Numbers view={view} title={title} rows={rows} what={what} />}
      csv={fileIn(view, what === 'buyers' ? 'cohorts' : 'cohort-revenue')}
    />
  )
}

/** The last months that began, and so many months of each: what does not fit stands in the table. */
function dataOf(view: RetentionView, cohorts: readonly CohortRow[], what: What, months: number): HeatData {
  const { say, format } = view
  const shown = cohorts.slice(-months - 1).filter(({ customers }) => customers > 0)
  const columns = Math.max(1, ...shown.map(({ buyers }) => buyers.length - 1))
  const shareOf = (row: CohortRow, k: number) => (row[what][k] ?? 0) / Math.max(1, row.customers)
  const most = Math.max(0.01, ...shown.flatMap((row) => row.buyers.slice(1).map((_, i) => shareOf(row, i + 1))))
  const text = (value: number) => (what === 'buyers' ? format.percent(value, 0) : format.number(value / 100))
  return {
    columns: Array.from({ length: columns }, (_, i) => `+${i + 1}`),
    axes: [say('months'), ''],
    legend: [text(0), text(most)],
    rows: shown.map((row) => ({
      name: monthName(view, row.month, 'year'),
      note: format.number(row.customers),
      cells: row.buyers.slice(1).map((_, i) => ({
        share: shareOf(row, i + 1) / most,
        text: text(shareOf(row, i + 1)),
        says: say('cellSays', {
          month: monthName(view, row.month, 'year'),
          k: i + 1,
          value: text(shareOf(row, i + 1)),
        }),
        state: i === row.buyers.length - 2 ? ('open' as const) : undefined,
      })),
    })),
  }
}

function Numbers(props: {
  readonly view: RetentionView
  readonly title: string
  readonly rows: readonly CohortRow[]
  readonly what: What
}) {
  const { view, title, rows, what } = props
  const { say, format } = view
  const months = Math.max(0, ...rows.map(({ buyers }) => buyers.length))
  return (
    <DataTable
      view={view}
      caption={title}
      captionIs="hidden"
      columns={[
        { title: say('month'), heads: 'row', cell: ({ month }: CohortRow) => monthName(view, month, 'year') },
        { title: say('customers'), kind: 'number', cell: ({ customers }: CohortRow) => format.number(customers) },
        ...Array.from({ length: months }, (_, k) => ({
          title: `+${k}`,
          kind: 'number' as const,
          cell: (row: CohortRow) => {
            const value = row[what][k]
            if (value === undefined) return ''
            return what === 'buyers' ? format.number(value) : moneyIn(view, value)
          },
        })),
      ]}
      rows={rows}
    />
  )
}
