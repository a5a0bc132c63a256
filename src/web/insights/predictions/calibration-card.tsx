import type { CalibrationRow } from '../../../predictions/index.ts'
import { Pairs } from '../../charts/index.ts'
import { AllWidths, widths } from '../../parts/all-widths.tsx'
import { ChartFrame } from '../../parts/chart-frame.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { PredictionsProps, PredictionsView } from './predictions-view.ts'

/** Expected orders beside those that came, by number of repeat orders, in days that the model had not seen. */
export function CalibrationCard({ view, found }: PredictionsProps) {
  const { say, format } = view
  const { calibration } = found
  if (calibration.outcome !== 'measured') {
    return (
      <section class="card wide-card">
        <h2>{say('check')}</h2>
        <p>{say('checkNone')}</p>
      </section>
    )
  }
  const { rows, days } = calibration
  const sum = (of: 'expected' | 'actual') => Math.round(rows.reduce((all, row) => all + row[of], 0))
  const finding = say('finding', { days, expected: sum('expected'), actual: sum('actual') })
  const data = {
    rows: rows.map((row) => ({ name: nameOf(view, row), ...each(row) })),
    names: say('repeats'),
    expected: say('expected'),
    actual: say('actual'),
    tick: (value: number) => format.number(value, 2),
  }
  const picture = (width: number) => (
    <Pairs id={`calibration-${width}`} title={say('check')} finding={finding} width={width} data={data} />
  )
  return (
    <ChartFrame
      view={view}
      wide="wide"
      title={say('check')}
      finding={finding}
      picture={<AllWidths broad={picture(widths.whole)} middle={picture(widths.half)} narrow={picture(widths.phone)} />}
      table={<Numbers view={view} rows={rows} />}
      csv="/insights/predictions/calibration.csv"
    />
  )
}

function Numbers({ view, rows }: { readonly view: PredictionsView; readonly rows: readonly CalibrationRow[] }) {
  const { say, format } = view
  return (
    <DataTable
      view={view}
      caption={say('check')}
      captionIs="hidden"
      columns={[
        { title: say('repeats'), heads: 'row', cell: (row: CalibrationRow) => nameOf(view, row) },
        {
          title: say('customers'),
          kind: 'number',
          cell: ({ customers }: CalibrationRow) => format.number(customers, 0),
        },
        { title: say('expected'), kind: 'number', cell: (row: CalibrationRow) => format.number(each(row).expected, 2) },
        { title: say('actual'), kind: 'number', cell: (row: CalibrationRow) => format.number(each(row).actual, 2) },
      ]}
      rows={rows}
    />
  )
}

function nameOf({ say }: PredictionsView, { repeats, orMore }: CalibrationRow): string {
  return orMore ? say('orMore', { n: repeats }) : String(repeats)
}

/** Of a customer of the row. */
function each({ customers, expected, actual }: CalibrationRow) {
  return { expected: expected / customers, actual: actual / customers }
}
