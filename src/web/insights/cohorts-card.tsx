import type { Cohort } from '../../insights/index.ts'
import { type HeatData, HeatGrid } from '../charts/index.ts'
import { DataTable } from '../parts/data-table.tsx'
import { monthName } from '../view/day-words.ts'
import { AllWidths, widths } from '../parts/all-widths.tsx'
import { InsightCard } from './insight-card.tsx'
import type { InsightProps, InsightView } from './insight-view.ts'

/** Who came back to buy, by the month of the first order: a year, half a year on a phone. */
export function CohortsCard({ view, insights }: InsightProps) {
  const all = insights.cohorts?.value
  const title = view.say('cohorts')
  const finding = all && findingOf(view, all)
  const picture = (width: number, months: number, left: number) => (
    <HeatGrid
      id={`cohorts-${width}`}
      title={title}
      finding={finding ?? ''}
      width={width}
      size={{ left, cell: 28 }}
      data={dataOf(view, all ?? [], months)}
    />
  )
  return (
    <InsightCard
      view={view}
      name="cohorts"
      title={title}
      finding={finding}
      asOf={insights.cohorts?.asOf}
      note={view.say('underWay')}
      picture={<AllWidths broad={picture(widths.half, 12, 118)} narrow={picture(widths.phone, 6, 112)} />}
      table={<Numbers view={view} cohorts={shownOf(all ?? [], 24)} />}
    />
  )
}

/** The rows of the CSV: a month of first orders each, with its customers and who bought so many months later. */
export function cohortsCsv(cohorts: readonly Cohort[]) {
  const months = cohorts[0]?.buyers.length ?? 0
  return {
    header: ['month', ...Array.from({ length: months }, (_, k) => `+${k}`)],
    rows: cohorts.map(({ month, buyers }) => [month.slice(0, 7), ...buyers]),
  }
}

/** From the first month with anybody new, at most so many. */
function shownOf(cohorts: readonly Cohort[], months: number): readonly Cohort[] {
  const first = cohorts.findIndex(({ buyers }) => (buyers[0] ?? 0) > 0)
  return first === -1 ? [] : cohorts.slice(Math.max(first, cohorts.length - months))
}

/** Over the cohorts whose month after the first is over. */
function findingOf(view: InsightView, cohorts: readonly Cohort[]): string {
  const over = cohorts.slice(0, -2).filter(({ buyers }) => (buyers[0] ?? 0) > 0)
  const began = over.reduce((sum, { buyers }) => sum + (buyers[0] ?? 0), 0)
  const back = over.reduce((sum, { buyers }) => sum + (buyers[1] ?? 0), 0)
  if (began === 0) return view.say('cohortsEarly')
  return view.say('cohortsFound', { share: view.format.percent(back / began), n: view.format.number(began) })
}

function dataOf(view: InsightView, cohorts: readonly Cohort[], months: number): HeatData {
  const { say, format } = view
  const shown = shownOf(cohorts, months)
  const most = Math.max(
    0.01,
    ...shown.flatMap(({ buyers }) => buyers.slice(1).map((n) => n / Math.max(1, buyers[0] ?? 0))),
  )
  const columns = Math.max(1, shown.length - 1)
  return {
    columns: Array.from({ length: columns }, (_, i) => `+${i + 1}`),
    axes: [say('months'), ''],
    legend: [format.percent(0, 0), format.percent(most, 0)],
    rows: shown.slice(0, -1).map(({ month, buyers }) => {
      const [all = 0, ...later] = buyers
      return {
        name: monthName(view, month, 'year'),
        note: format.number(all),
        cells: later.map((n, i) => {
          const says = say('cohortSays', {
            month: monthName(view, month, 'year'),
            n: format.number(n),
            all: format.number(all),
            k: i + 1,
          })
          const share = n / Math.max(1, all)
          const state = i === later.length - 1 ? ('open' as const) : undefined
          return all === 0 ? undefined : { share: share / most, text: format.percent(share, 0), says, state }
        }),
      }
    }),
  }
}

function Numbers({ view, cohorts }: { readonly view: InsightView; readonly cohorts: readonly Cohort[] }) {
  const { say, format } = view
  const months = Math.max(0, (cohorts[0]?.buyers.length ?? 1) - 1)
  return (
    <DataTable
      view={view}
      caption={say('cohorts')}
      captionIs="hidden"
      columns={[
        { title: say('month'), heads: 'row', cell: ({ month }: Cohort) => monthName(view, month, 'year') },
        { title: say('newOnes'), kind: 'number', cell: ({ buyers }) => format.number(buyers[0] ?? 0) },
        ...Array.from({ length: months }, (_, i) => ({
          title: `+${i + 1}`,
          kind: 'number' as const,
          cell: ({ buyers }: Cohort) => {
            const n = buyers[i + 1]
            return n === undefined ? '' : format.number(n)
          },
        })),
      ]}
      rows={cohorts}
    />
  )
}
