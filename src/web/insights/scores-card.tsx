import type { ScoreCell } from '../../insights/index.ts'
import { type HeatData, HeatGrid } from '../charts/index.ts'
import { DataTable } from '../parts/data-table.tsx'
import { AllWidths, widths } from '../parts/all-widths.tsx'
import { InsightCard } from './insight-card.tsx'
import type { InsightProps, InsightView } from './insight-view.ts'

/** The best fifth comes first on both sides. */
const SCORES = [5, 4, 3, 2, 1] as const

/** Customers by how lately and how often they bought. */
export function ScoresCard({ view, insights }: InsightProps) {
  const cells = insights.scores?.value
  const title = view.say('scores')
  const finding = cells && findingOf(view, cells)
  const data = dataOf(view, cells ?? [])
  const picture = (width: number) => (
    <HeatGrid
      id={`scores-${width}`}
      title={title}
      finding={finding ?? ''}
      width={width}
      size={{ left: 30, cell: 36 }}
      data={data}
    />
  )
  return (
    <InsightCard
      view={view}
      name="scores"
      wide="third"
      title={title}
      finding={finding}
      asOf={insights.scores?.asOf}
      note={view.say('scoreNote')}
      picture={<AllWidths broad={picture(widths.third)} narrow={picture(widths.phone)} />}
      table={<Numbers view={view} cells={cells ?? []} />}
    />
  )
}

/** The rows of the CSV: a cell of the grid each. */
export function scoresCsv(cells: readonly ScoreCell[]) {
  return {
    header: ['recency_score', 'frequency_score', 'customers'],
    rows: cells.map(({ recency, frequency, customers }) => [recency, frequency, customers]),
  }
}

function findingOf({ say, format }: InsightView, cells: readonly ScoreCell[]): string {
  const all = cells.reduce((sum, { customers }) => sum + customers, 0)
  const best = cells
    .filter(({ recency, frequency }) => recency >= 4 && frequency >= 4)
    .reduce((sum, { customers }) => sum + customers, 0)
  return say('scoresFound', { share: format.percent(all === 0 ? 0 : best / all), all: format.number(all) })
}

function dataOf({ say, format }: InsightView, cells: readonly ScoreCell[]): HeatData {
  const most = Math.max(1, ...cells.map(({ customers }) => customers))
  return {
    columns: [...SCORES].reverse().map(String),
    axes: [say('recency'), say('frequency')],
    legend: ['1', format.number(most)],
    rows: SCORES.map((frequency) => ({
      name: String(frequency),
      cells: [...SCORES].reverse().map((recency) => {
        const n = numberOf(cells, recency, frequency)
        return {
          share: n / most,
          text: format.number(n),
          says: say('scoreSays', { r: recency, f: frequency, n: format.number(n) }),
        }
      }),
    })),
  }
}

function numberOf(cells: readonly ScoreCell[], recency: number, frequency: number): number {
  return cells.find((cell) => cell.recency === recency && cell.frequency === frequency)?.customers ?? 0
}

function Numbers({ view, cells }: { readonly view: InsightView; readonly cells: readonly ScoreCell[] }) {
  const { say, format } = view
  return (
    <DataTable
      view={view}
      caption={say('recency')}
      columns={[
        { title: say('frequency'), heads: 'row', cell: (frequency: number) => String(frequency) },
        ...[...SCORES].reverse().map((recency) => ({
          title: String(recency),
          kind: 'number' as const,
          cell: (frequency: number) => format.number(numberOf(cells, recency, frequency)),
        })),
      ]}
      rows={SCORES}
    />
  )
}
