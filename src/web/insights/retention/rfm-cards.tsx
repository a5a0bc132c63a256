import { rfmGroups } from '../../../facts/index.ts'
import type { RfmCell, RfmMove } from '../../../insights/index.ts'
import { colourOf, Flow, type FlowData, type HeatData, HeatGrid } from '../../charts/index.ts'
import { AllWidths, widths } from '../../parts/all-widths.tsx'
import { ChartFrame } from '../../parts/chart-frame.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { fileIn, type RetentionProps, type RetentionView, shareIn } from './retention-view.ts'

/** The best fifth comes first. */
const SCORES = [5, 4, 3, 2, 1] as const

/** The grid of recency and value, and where the groups of it went in the period. */
export function RfmCards(props: RetentionProps) {
  return (
    <>
      <GroupsCard {...props} />
      <GridCard {...props} />
    </>
  )
}

/** The rows of the CSV: a cell of the grid each. */
export function rfmCsv({ report }: RetentionProps) {
  return {
    header: ['recency_score', 'value', 'at_start', 'at_end'],
    rows: report.rfm.cells.map(({ recency, value, atStart, atEnd }) => [recency, value, atStart, atEnd]),
  }
}

/** The rows of the CSV: how many went from one group to another; nobody had a group before the first order. */
export function groupsCsv({ report }: RetentionProps) {
  return {
    header: ['from', 'to', 'customers'],
    rows: report.rfm.moves.map(({ from, to, customers }) => [from ?? 'not yet', to, customers]),
  }
}

function GridCard({ view, report }: RetentionProps) {
  const { say } = view
  const title = say('rfm')
  const { cells } = report.rfm
  const finding = gridFinding(view, cells)
  const data = gridOf(view, cells)
  const picture = (width: number) => (
    <HeatGrid
      id={`rfm-${width}`}
      title={title}
      finding={finding}
      width={width}
      size={{ left: 30, cell: 36 }}
      data={data}
    />
  )
  return (
    <ChartFrame
      view={view}
      title={title}
      finding={finding}
      picture={<AllWidths broad={picture(widths.half)} narrow={picture(widths.phone)} />}
      table={<GridNumbers view={view} title={title} cells={cells} />}
      csv={fileIn(view, 'rfm')}
    />
  )
}

function gridFinding(view: RetentionView, cells: readonly RfmCell[]): string {
  const share = (at: 'atStart' | 'atEnd') => {
    const all = cells.reduce((sum, cell) => sum + cell[at], 0)
    const best = cells
      .filter(({ recency, value }) => recency >= 4 && value >= 4)
      .reduce((sum, cell) => sum + cell[at], 0)
    return shareIn(view, all === 0 ? undefined : best / all)
  }
  const all = cells.reduce((sum, { atEnd }) => sum + atEnd, 0)
  return view.say('rfmFound', { share: share('atEnd'), before: share('atStart'), n: view.format.number(all) })
}

function gridOf({ say, format }: RetentionView, cells: readonly RfmCell[]): HeatData {
  const most = Math.max(1, ...cells.map(({ atEnd }) => atEnd))
  const lately = [...SCORES].reverse()
  return {
    columns: lately.map(String),
    axes: [say('recency'), say('value')],
    legend: ['1', format.number(most)],
    rows: SCORES.map((value) => ({
      name: String(value),
      cells: lately.map((recency) => {
        const cell = cells.find((one) => one.recency === recency && one.value === value)
        const [n, before] = [cell?.atEnd ?? 0, cell?.atStart ?? 0].map((count) => format.number(count))
        const says = say('rfmSays', { r: recency, v: value, n: n ?? '', before: before ?? '' })
        return { share: (cell?.atEnd ?? 0) / most, text: n ?? '', says }
      }),
    })),
  }
}

function GridNumbers(props: {
  readonly view: RetentionView
  readonly title: string
  readonly cells: readonly RfmCell[]
}) {
  const { view, title, cells } = props
  const { say, format } = view
  return (
    <DataTable
      view={view}
      caption={title}
      captionIs="hidden"
      columns={[
        { title: say('recency'), kind: 'number', cell: ({ recency }: RfmCell) => String(recency) },
        { title: say('value'), kind: 'number', cell: ({ value }: RfmCell) => String(value) },
        { title: say('start'), kind: 'number', cell: ({ atStart }: RfmCell) => format.number(atStart) },
        { title: say('end'), kind: 'number', cell: ({ atEnd }: RfmCell) => format.number(atEnd) },
      ]}
      rows={cells}
    />
  )
}

function GroupsCard({ view, report }: RetentionProps) {
  const { say, format } = view
  const { moves } = report.rfm
  const title = say('groups')
  const known = moves.filter(({ from }) => from !== null)
  const sum = (of: readonly RfmMove[]) => format.number(of.reduce((all, { customers }) => all + customers, 0))
  const stayed = sum(known.filter(({ from, to }) => from === to))
  const finding = `${say('groupsFound', { stayed, n: sum(known) })} ${say('groupsNote')}`
  const data = flowOf({ view, report })
  const picture = (width: number, height: number) => (
    <Flow id={`groups-${width}`} title={title} finding={finding} width={width} height={height} data={data} />
  )
  return (
    <ChartFrame
      view={view}
      title={title}
      finding={finding}
      picture={<AllWidths broad={picture(widths.half, 420)} narrow={picture(widths.phone, 400)} />}
      table={<MoveNumbers view={view} title={title} moves={moves} />}
      csv={fileIn(view, 'groups')}
    />
  )
}

function flowOf({ view, report }: RetentionProps): FlowData {
  const { say, format } = view
  const groups: string[] = rfmGroups.map(({ group }) => group)
  const names = [...groups, say('notYet')]
  const place = (group: string | null) => (group === null ? groups.length : groups.indexOf(group))
  return {
    names,
    colours: [...groups.map((_, i) => colourOf(i)), 'c-none'],
    flows: report.rfm.moves.map(({ from, to, customers }) => ({ from: place(from), to: place(to), customers })),
    sides: [format.day(report.period.from), format.day(report.period.to)],
    number: (value) => format.number(value),
    says: ({ from, to, customers }) =>
      say('flowSays', { from: names[from] ?? '', to: names[to] ?? '', n: format.number(customers) }),
  }
}

function MoveNumbers(props: {
  readonly view: RetentionView
  readonly title: string
  readonly moves: readonly RfmMove[]
}) {
  const { view, title, moves } = props
  const { say, format } = view
  return (
    <DataTable
      view={view}
      caption={title}
      captionIs="hidden"
      columns={[
        { title: say('from'), heads: 'row', cell: ({ from }: RfmMove) => from ?? say('notYet') },
        { title: say('to'), cell: ({ to }: RfmMove) => to },
        { title: say('customers'), kind: 'number', cell: ({ customers }: RfmMove) => format.number(customers) },
      ]}
      rows={moves}
    />
  )
}
