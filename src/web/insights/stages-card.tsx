import type { StagesOfDay } from '../../app/index.ts'
import { dayNumber } from '../../calendar/index.ts'
import { type AreaData, StackedArea } from '../charts/index.ts'
import { DataTable } from '../parts/data-table.tsx'
import { DayOf } from '../parts/times.tsx'
import { dayTicks } from '../view/day-words.ts'
import { AllWidths, widths } from '../parts/all-widths.tsx'
import { InsightCard } from './insight-card.tsx'
import { type InsightProps, type InsightView, stageColours, stageNames } from './insight-view.ts'

/** How many customers stood in each stage over time. */
export function StagesCard({ view, insights }: InsightProps) {
  const { stages } = insights
  const title = view.say('stages')
  const finding = findingOf(view, stages)
  const picture = (width: number, height: number, ticks: number) => (
    <StackedArea
      id={`stages-${width}`}
      title={title}
      finding={finding ?? ''}
      width={width}
      height={height}
      data={dataOf(view, stages, ticks)}
    />
  )
  return (
    <InsightCard
      view={view}
      name="stages"
      title={title}
      finding={finding}
      wide="wide"
      picture={
        <AllWidths
          broad={picture(widths.whole, 300, 9)}
          middle={picture(widths.half, 280, 5)}
          narrow={picture(widths.phone, 240, 3)}
        />
      }
      table={<Numbers view={view} stages={stages} />}
    />
  )
}

/** The rows of the CSV: a day each, empty where nothing is counted yet. */
export function stagesCsv(view: InsightView, stages: readonly StagesOfDay[]) {
  const names = stageNames(view)
  return {
    header: ['day', ...view.app.shop.stages, 'no stage'],
    rows: stages.map(({ day, sizes }) => [day, ...names.map((_, place) => sizes?.[place])]),
  }
}

/** The stage that changed most between the first and the last day that are counted. */
function findingOf(view: InsightView, stages: readonly StagesOfDay[]): string | undefined {
  const counted = stages.flatMap(({ day, sizes }) => (sizes ? [{ day, sizes }] : []))
  const [first, last] = [counted[0], counted.at(-1)]
  if (!first || !last) return undefined
  const { say, format } = view
  if (first === last) return say('oneDay', { day: format.day(last.day), n: format.number(sum(last.sizes)) })
  const changes = view.app.shop.stages.map((stage, place) => {
    return { stage, from: first.sizes[place] ?? 0, to: last.sizes[place] ?? 0 }
  })
  const [most] = changes.sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))
  const [since, until] = [format.day(first.day), format.day(last.day)]
  if (!most || most.from === most.to) return say('same', { since, until })
  const { stage } = most
  const values = { stage, from: format.number(most.from), to: format.number(most.to), since, until }
  return say(most.to > most.from ? 'grew' : 'shrank', values)
}

function dataOf(view: InsightView, stages: readonly StagesOfDay[], ticks: number): AreaData {
  const { format } = view
  return {
    names: stageNames(view),
    colours: stageColours(view),
    points: stages.map(({ day, sizes }) => ({ x: dayNumber(day), values: sizes })),
    ticks: dayTicks(view, stages[0]?.day ?? '1970-01-01', stages.at(-1)?.day ?? '1970-01-01', ticks),
    number: (value) => format.number(value),
  }
}

function Numbers({ view, stages }: { readonly view: InsightView; readonly stages: readonly StagesOfDay[] }) {
  const { say, format } = view
  const columns = stageNames(view).map((title, place) => ({
    title,
    kind: 'number' as const,
    cell: ({ sizes }: StagesOfDay) => (sizes ? format.number(sizes[place] ?? 0) : '–'),
  }))
  return (
    <DataTable
      view={view}
      caption={say('stages')}
      captionIs="hidden"
      columns={[
        { title: say('day'), heads: 'row', cell: ({ day }) => <DayOf view={view} day={day} /> },
        ...columns,
        { title: say('together'), kind: 'number', cell: ({ sizes }) => (sizes ? format.number(sum(sizes)) : '–') },
      ]}
      rows={[...stages].reverse()}
    />
  )
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
