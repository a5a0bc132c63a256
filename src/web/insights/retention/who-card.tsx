import { ratesOf, type Retention } from '../../../insights/index.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { fileIn, type RetentionProps, type RetentionView, shareIn } from './retention-view.ts'

const COUNTS = ['start', 'end', 'new', 'lost', 'kept', 'back'] as const
const RATES = ['retention', 'keptShare', 'churn'] as const

/** Who stayed by each reading, with the formulas, why they differ, and what others have. */
export function WhoCard({ view, report }: RetentionProps) {
  const { say, format } = view
  const rows = report.whole.retention
  const example = ratesOf({ start: 150, end: 193, new: 50, lost: 7, kept: 143 })
  const exact = (share: number | undefined) => format.percent(share ?? 0, 2)
  return (
    <section class="card wide-card">
      <h2>{say('who')}</h2>
      <p>{findingOf(view, rows[0])}</p>
      <DataTable
        view={view}
        caption={say('who')}
        captionIs="hidden"
        columns={[
          { title: say('reading'), heads: 'row', cell: (row: Retention) => readingSays({ view, report }, row) },
          ...COUNTS.map((name) => ({
            title: say(name),
            kind: 'number' as const,
            cell: (row: Retention) => format.number(row[name]),
          })),
          ...RATES.map((name) => ({
            title: say(name),
            kind: 'number' as const,
            cell: (row: Retention) => shareIn(view, row[name]),
          })),
        ]}
        rows={rows}
      />
      <p>{say('differ')}</p>
      <p class="soft">{say('rhythmNote', { n: format.number(report.lapse.days) })}</p>
      <p class="soft">{say('worked', { rate: exact(example.retention), churn: exact(example.churn) })}</p>
      <p class="soft">{say('benchmarks')}</p>
      <a href={fileIn(view, 'who')} download>
        CSV
      </a>
    </section>
  )
}

/** The rows of the CSV: a reading each. */
export function whoCsv({ report }: RetentionProps) {
  return {
    header: ['reading', ...COUNTS, 'retention', 'kept_share', 'churn'],
    rows: report.whole.retention.map((row) => [
      row.reading,
      ...COUNTS.map((name) => row[name]),
      ...RATES.map((name) => row[name]),
    ]),
  }
}

function findingOf(view: RetentionView, byDays: Retention | undefined): string {
  const { say, format } = view
  if (!byDays || byDays.start === 0) return say('whoNone')
  return say('whoFound', {
    ...{ kept: format.number(byDays.kept), start: format.number(byDays.start), lost: format.number(byDays.lost) },
    ...{ share: shareIn(view, byDays.keptShare), churn: shareIn(view, byDays.churn) },
  })
}

function readingSays({ view, report }: RetentionProps, { reading }: Retention): string {
  const { say, format } = view
  const { days, factor } = report.lapse
  const values = {
    days: { n: format.number(days) },
    rhythm: { n: format.number(factor, Number.isInteger(factor) ? 0 : 2) },
    periods: { day: format.day(report.period.previousFrom) },
    file: {},
  }
  return say(reading, values[reading])
}
