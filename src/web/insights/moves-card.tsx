import { addDays, type Day } from '../../calendar/index.ts'
import type { StageMove } from '../../insights/index.ts'
import { Flow, type FlowData } from '../charts/index.ts'
import { DataTable } from '../parts/data-table.tsx'
import { AllWidths, widths } from '../parts/all-widths.tsx'
import { InsightCard } from './insight-card.tsx'
import { type InsightProps, type InsightView, stageColours, stageNames } from './insight-view.ts'

/** Where customers moved between the stages in the range; over all, in the last year. */
export function MovesCard({ view, insights, range }: InsightProps) {
  const days = range === 'all' ? 365 : range
  const { moves, today } = insights
  const title = view.say('moves', { n: view.format.number(days) })
  const finding = moves && findingOf(view, moves.value)
  const data = dataOf(view, moves?.value ?? [], [addDays(today, -days), today])
  const picture = (width: number, height: number) => (
    <Flow id={`moves-${width}`} title={title} finding={finding ?? ''} width={width} height={height} data={data} />
  )
  return (
    <InsightCard
      view={view}
      name="moves"
      title={title}
      finding={finding}
      asOf={moves?.asOf}
      note={(moves?.value ?? []).some(({ from }) => from === null) ? view.say('notYetNote') : undefined}
      picture={<AllWidths broad={picture(widths.half, 380)} narrow={picture(widths.phone, 320)} />}
      table={<Numbers view={view} moves={moves?.value ?? []} />}
    />
  )
}

/** The rows of the CSV: how many went from one stage to another. */
export function movesCsv(view: InsightView, moves: readonly StageMove[]) {
  const name = (place: number | null) => {
    return place === null ? 'not yet' : (view.app.shop.stages[place] ?? 'no stage')
  }
  return {
    header: ['from', 'to', 'customers'],
    rows: moves.map(({ from, to, customers }) => [name(from), name(to), customers]),
  }
}

function findingOf(view: InsightView, moves: readonly StageMove[]): string {
  const { say, format } = view
  const among = moves.filter(({ from, to }) => from !== null && to !== null)
  const all = among.reduce((total, { customers }) => total + customers, 0)
  const stayed = among.reduce((total, { from, to, customers }) => total + (from === to ? customers : 0), 0)
  const [most] = among.filter(({ from, to }) => from !== to).sort((a, b) => b.customers - a.customers)
  if (!most) return say('movedNone', { all: format.number(all) })
  return say('movedMost', {
    from: nameOf(view, most.from),
    to: nameOf(view, most.to),
    n: format.number(most.customers),
    stayed: format.number(stayed),
    all: format.number(all),
  })
}

function nameOf(view: InsightView, place: number | null): string {
  return place === null ? view.say('notYet') : (stageNames(view)[place] ?? '')
}

/** Who was not there yet comes last on the left. */
function dataOf(view: InsightView, moves: readonly StageMove[], [before, after]: [Day, Day]): FlowData {
  const stages = stageNames(view)
  const place = (at: number | null) => at ?? stages.length
  const names = [...stages, view.say('notYet')]
  const { format } = view
  return {
    names,
    colours: stageColours(view),
    flows: moves.map(({ from, to, customers }) => ({ from: place(from), to: place(to), customers })),
    sides: [format.day(before), format.day(after)],
    number: (value) => format.number(value),
    says: ({ from, to, customers }) =>
      view.say('movedSays', { from: names[from] ?? '', to: names[to] ?? '', n: format.number(customers) }),
  }
}

function Numbers({ view, moves }: { readonly view: InsightView; readonly moves: readonly StageMove[] }) {
  const { say, format } = view
  return (
    <DataTable
      view={view}
      caption={say('customers')}
      captionIs="hidden"
      columns={[
        { title: say('from'), heads: 'row', cell: ({ from }) => nameOf(view, from) },
        { title: say('to'), cell: ({ to }) => nameOf(view, to) },
        { title: say('customers'), kind: 'number', cell: ({ customers }) => format.number(customers) },
      ]}
      rows={moves}
    />
  )
}
