import type { Experiments } from '../../../app/index.ts'
import { Intervals } from '../../charts/index.ts'
import { AllWidths, widths } from '../../parts/all-widths.tsx'
import { ChartFrame } from '../../parts/chart-frame.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { signed } from '../../parts/lift-text.tsx'
import { sayIn } from '../../words/index.ts'
import { liftWords } from '../../words/lift.ts'
import { type DifferenceRow, differenceRows } from './difference-rows.ts'
import type { ExperimentView } from './experiment-view.ts'

/** All questions in one picture: each with its difference, its interval and a line at zero; money has a scale of its own. */
export function DifferencesCards({ view, found }: { readonly view: ExperimentView; readonly found: Experiments }) {
  const rows = differenceRows(view, found)
  return (
    <>
      {(['conversions', 'revenue'] as const).map((unit) => {
        const own = rows.filter((row) => row.unit === unit)
        return own.length > 0 && <Differences view={view} unit={unit} rows={own} />
      })}
    </>
  )
}

/** The rows of the CSV: a question each; the unit says whether its numbers are customers per 100 or minor units. */
export function differencesCsv(view: ExperimentView, found: Experiments) {
  return {
    header: ['question', 'unit', 'difference', 'low', 'high', 'verdict'],
    rows: differenceRows(view, found).map(({ name, unit, value, low, high, verdict }) => [
      ...[name, unit === 'conversions' ? 'per 100 customers' : 'minor units a customer'],
      ...[value.toFixed(4), low.toFixed(4), high.toFixed(4), verdict],
    ]),
  }
}

function Differences(props: {
  readonly view: ExperimentView
  readonly unit: DifferenceRow['unit']
  readonly rows: readonly DifferenceRow[]
}) {
  const { view, unit, rows } = props
  const { say, format } = view
  const proven = rows.filter(({ verdict }) => verdict !== 'not proven').length
  const title = say(unit === 'conversions' ? 'differences' : 'differencesMoney')
  const finding = say('differencesFound', { proven, all: rows.length })
  const data = {
    rows: rows.map(({ says, word, ...row }) => ({ ...row, says: `${says} ${word}` })),
    tick: (value: number) => {
      const size = Math.abs(value)
      const text =
        unit === 'revenue' ? format.money(Math.round(size)) : format.number(size, Number.isInteger(size) ? 0 : 1)
      return value < 0 ? signed(text, value) : text
    },
  }
  const picture = (width: number) => (
    <Intervals id={`${unit}-${width}`} title={title} finding={finding} width={width} data={data} />
  )
  return (
    <ChartFrame
      view={view}
      title={title}
      finding={`${finding} ${say('differencesNote')}`}
      wide="wide"
      picture={<AllWidths broad={picture(widths.whole)} middle={picture(widths.half)} narrow={picture(widths.phone)} />}
      table={<Numbers view={view} caption={title} rows={rows} />}
      csv="/insights/experiments/differences.csv"
    />
  )
}

function Numbers(props: {
  readonly view: ExperimentView
  readonly caption: string
  readonly rows: readonly DifferenceRow[]
}) {
  const { view, caption, rows } = props
  const { say, language } = view
  return (
    <DataTable
      view={view}
      caption={caption}
      captionIs="hidden"
      columns={[
        { title: say('question'), heads: 'row', cell: ({ name }: DifferenceRow) => name },
        { title: say('difference'), kind: 'number', cell: ({ says }: DifferenceRow) => says },
        { title: sayIn(liftWords, language)('verdict'), cell: ({ word }: DifferenceRow) => word },
      ]}
      rows={rows}
    />
  )
}
