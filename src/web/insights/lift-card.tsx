import { type Holdout, type Lift, liftOf } from '../../insights/index.ts'
import { type IntervalData, Intervals } from '../charts/index.ts'
import { DataTable } from '../parts/data-table.tsx'
import { LiftText, sayLift, verdictOf } from '../parts/lift-text.tsx'
import { sayIn } from '../words/index.ts'
import { liftWords } from '../words/lift.ts'
import { AllWidths, widths } from '../parts/all-widths.tsx'
import { InsightCard } from './insight-card.tsx'
import type { InsightProps, InsightView } from './insight-view.ts'

/** What each campaign brings beside those who were held out. */
export function LiftCard({ view, insights }: InsightProps) {
  const say = sayIn(liftWords, view.language)
  const rows = measured(insights.holdouts?.value ?? [])
  const works = rows.filter(({ lift }) => lift.verdict === 'works').length
  const finding = insights.holdouts && (rows.length === 0 ? say('liftNone') : say('liftFound', { works }))
  const data = dataOf(view, rows)
  const picture = (width: number) => (
    <Intervals id={`lift-${width}`} title={say('lift')} finding={finding ?? ''} width={width} data={data} />
  )
  return (
    <InsightCard
      view={view}
      name="lift"
      wide="third"
      title={`${say('liftTitle')}: ${say('lift')}`}
      finding={finding}
      asOf={insights.holdouts?.asOf}
      note={rows.length === 0 ? undefined : say('liftNote')}
      picture={<AllWidths broad={picture(widths.third)} narrow={picture(widths.phone)} />}
      table={<Numbers view={view} rows={rows} />}
    />
  )
}

/** The rows of the CSV: a campaign each. */
export function liftCsv(counts: readonly Holdout[]) {
  return {
    header: [
      ...['campaign', 'taken_in', 'reached', 'held_out', 'held_out_reached', 'lift', 'low', 'high', 'verdict'],
      ...['days_to_go', 'conversions_beyond', 'emails', 'revenue_beyond', 'revenue_low', 'revenue_high'],
    ],
    rows: measured(counts).map(({ campaign, treated, heldOut, emails, lift }) => [
      ...[campaign ?? '', treated.customers, treated.reached, heldOut.customers, heldOut.reached],
      ...[lift.difference.toFixed(4), lift.low.toFixed(4), lift.high.toFixed(4), lift.verdict],
      ...[lift.daysToGo ?? '', lift.conversions.value.toFixed(1), emails, ...moneyOf(lift)],
    ]),
  }
}

/** Minor units. */
function moneyOf({ revenue }: Lift): readonly string[] {
  return revenue
    ? [revenue.total.value, revenue.total.low, revenue.total.high].map((value) => value.toFixed(0))
    : ['', '', '']
}

interface Row extends Holdout {
  readonly lift: Lift
}

function measured(counts: readonly Holdout[]): readonly Row[] {
  return counts.flatMap((one) => {
    const lift = liftOf(one)
    return lift ? [{ ...one, lift }] : []
  })
}

function dataOf(view: InsightView, rows: readonly Row[]): IntervalData {
  return {
    rows: rows.map(({ campaign, lift }) => ({
      name: campaign ?? sayIn(liftWords, view.language)('programme'),
      ...{ value: lift.difference * 100, low: lift.low * 100, high: lift.high * 100 },
      says: `${sayLift(view, lift)} ${verdictOf(view, lift).word}`,
    })),
    tick: (value) => view.format.number(value, Number.isInteger(value) ? 0 : 1),
  }
}

function Numbers({ view, rows }: { readonly view: InsightView; readonly rows: readonly Row[] }) {
  const say = sayIn(liftWords, view.language)
  const number = (word: 'treated' | 'treatedReached' | 'heldOut' | 'heldOutReached', of: (row: Row) => number) => ({
    title: say(word),
    kind: 'number' as const,
    cell: (row: Row) => view.format.number(of(row)),
  })
  return (
    <DataTable
      view={view}
      caption={say('lift')}
      captionIs="hidden"
      columns={[
        { title: view.say('campaign'), heads: 'row', cell: ({ campaign }: Row) => campaign ?? say('programme') },
        number('treated', (row) => row.treated.customers),
        number('treatedReached', (row) => row.treated.reached),
        number('heldOut', (row) => row.heldOut.customers),
        number('heldOutReached', (row) => row.heldOut.reached),
        { title: say('lift'), cell: ({ lift }: Row) => <LiftText view={view} lift={lift} /> },
      ]}
      rows={rows}
    />
  )
}
