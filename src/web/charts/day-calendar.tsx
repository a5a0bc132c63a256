import type { Day } from '../../calendar/index.ts'
import { monthsOver, rowOf, weeksOf } from './calendar-weeks.ts'
import { Legend, shadeOf } from './heat-grid.tsx'
import { Picture, type PictureProps, px } from './picture.tsx'
import { wideAs } from './text-width.ts'
import { ROW, WeekBars } from './week-bars.tsx'

/** A number a day; undefined is a day without data. */
export interface CalendarData {
  /** One after the other, oldest first. */
  readonly days: readonly CalendarDay[]
  /** 1 = Monday … 7 = Sunday: where weeks begin. */
  readonly firstWeekday: number
  /** Short names from Monday to Sunday. */
  readonly weekdays: readonly string[]
  /** The short name of a month, by a day of it. */
  month(day: Day): string
  number(value: number): string
  readonly legend: readonly [string, string]
  /** What cells with an edge mean. */
  readonly edges: readonly { readonly edge: Edge; readonly means: string }[]
  /** Below the days a bar a week, each row on its own scale: a number for each of the days. */
  readonly rows?: readonly { readonly name: string; readonly values: readonly number[] }[]
}

/** A day of a calendar; `says` is what the pointer reads. */
export interface CalendarDay {
  readonly day: Day
  readonly value: number | undefined
  readonly says: string
  readonly edge?: Edge | undefined
}

/** `gap`: without data; `ring`: the largest; `marked`: unlike others. */
type Edge = 'gap' | 'ring' | 'marked'

const TOP = 22
/** Sums of the months, and the legend. */
const SUMS = 20
const LEGEND = 34
/** A cell this wide has room for its number. */
const NUMBERED = 36
/** Room for the sum of a row. */
const RIGHT = 56

/**
 * A cell a day, a column a week, and the sum of each month. With `all weeks` the cells widen until the picture is
 * full, and the picture grows where the weeks do not fit; otherwise the newest weeks are shown.
 */
export function DayCalendar(
  props: PictureProps & { readonly shows: 'newest weeks' | 'all weeks'; readonly data: CalendarData },
) {
  const { data, shows } = props
  const layout = layoutOf(data, props.width, shows)
  const { left, weeks, step, cell, width, numbered } = layout
  const bottom = TOP + 7 * cell
  const rows = data.rows ?? []
  const height = bottom + SUMS + rows.length * ROW + LEGEND
  const most = Math.max(1, ...data.days.map(({ value }) => value ?? 0))
  const cells = weeks.flatMap((week, column) =>
    week.map((one): Cell => {
      const shade = one.value === undefined ? 'gap' : `${numbered ? '' : 'd'}${shadeOf(one.value / most)}`
      const y = TOP + rowOf(one.day, data.firstWeekday) * cell
      return { ...one, shade, x: left + column * step, y, wide: step - 2, high: cell - 2 }
    }),
  )
  return (
    <Picture {...props} width={width} height={height}>
      <Months data={data} layout={layout} y={bottom + 14} />
      {[0, 2, 4, 6].map((row) => (
        <text class="soft end" x={left - 8} y={px(TOP + (row + 0.5) * cell + 4)}>
          {weekdayAt(data, row)}
        </text>
      ))}
      <Cells cells={cells} data={data} numbered={numbered} detailed={props.width >= DETAILED} />
      {rows.length > 0 && (
        <WeekBars rows={rows} weeks={weeks} number={data.number} frame={{ left, step, top: bottom + SUMS + 4 }} />
      )}
      <Legend legend={data.legend} x={left} y={height - 16} shade={numbered ? '' : 'd'} />
      {props.width >= 500 && <Edges edges={data.edges} x={left + 170 + wideAs(data.legend.join(''))} y={height - 16} />}
    </Picture>
  )
}

/** Narrower pictures are those of phones: nobody points there, and the page stays light. */
const DETAILED = 1000

interface Layout {
  readonly left: number
  readonly weeks: readonly (readonly CalendarDay[])[]
  /** Pixels from column to column, and from row to row. */
  readonly step: number
  readonly cell: number
  readonly width: number
  readonly numbered: boolean
}

function layoutOf(data: CalendarData, width: number, shows: 'newest weeks' | 'all weeks'): Layout {
  const all = weeksOf(data.days, data.firstWeekday)
  const names = [...[0, 2, 4, 6].map((row) => weekdayAt(data, row)), ...(data.rows ?? []).map(({ name }) => name)]
  const left = Math.max(38, 14 + Math.max(...names.map(wideAs)))
  const room = width - left - (data.rows ? RIGHT : 0)
  const fitting = Math.floor(room / Math.max(1, all.length))
  if (shows === 'all weeks') {
    const step = Math.max(16, Math.min(220, fitting))
    const numbered = step >= NUMBERED
    return {
      left,
      weeks: all,
      step,
      cell: numbered ? 28 : Math.min(24, step),
      width: Math.max(width, left + all.length * step + (data.rows ? RIGHT : 0)),
      numbered,
    }
  }
  const step = Math.min(24, Math.max(11, fitting))
  return { left, weeks: all.slice(-Math.floor(room / step)), step, cell: step, width, numbered: false }
}

function weekdayAt({ weekdays, firstWeekday }: CalendarData, row: number): string {
  return weekdays[(firstWeekday - 1 + row) % 7] ?? ''
}

/** Above their weeks the names of the months, below them their sums. */
function Months({ data, layout, y }: { readonly data: CalendarData; readonly layout: Layout; readonly y: number }) {
  const { left, step, weeks } = layout
  const shown = new Set(weeks.flat().map(({ day }) => day))
  const sumOf = (month: string) => {
    const values = data.days.flatMap(({ day, value }) => (shown.has(day) && day.startsWith(month) ? (value ?? []) : []))
    return values.length === 0 ? '' : data.number(values.reduce((sum, value) => sum + value, 0))
  }
  return (
    <>
      {monthsOver(weeks)
        .map((span) => ({ ...span, name: data.month(span.day), sum: sumOf(span.day.slice(0, 7)) }))
        .map(({ column, columns, name, sum }) => (
          <>
            {wideAs(name) + 4 <= columns * step && (
              <text class="soft" x={left + column * step} y="12">
                {name}
              </text>
            )}
            {sum !== '' && wideAs(sum) + 4 <= columns * step && (
              <text x={left + column * step} y={y}>
                {sum}
              </text>
            )}
          </>
        ))}
    </>
  )
}

interface Cell extends CalendarDay {
  readonly shade: string
  readonly x: number
  readonly y: number
  readonly wide: number
  readonly high: number
}

function Cells(props: {
  readonly cells: readonly Cell[]
  readonly data: CalendarData
  readonly numbered: boolean
  readonly detailed: boolean
}) {
  const { cells, data, numbered, detailed } = props
  const single = cells.filter(({ value }) => detailed && Boolean(value))
  return (
    <>
      {shapesOf(cells.filter((one) => !single.includes(one))).map(([shade, path]) => (
        <path class={shade} d={path} />
      ))}
      {single.map(({ shade, x, y, wide, high, says }) => (
        <rect class={shade} x={x} y={y} width={wide} height={high} rx="2">
          <title>{says}</title>
        </rect>
      ))}
      {cells.map(
        ({ edge, x, y, wide, high }) =>
          edge !== undefined && edge !== 'gap' && <rect class={edge} x={x} y={y} width={wide} height={high} rx="2" />,
      )}
      {numbered &&
        cells.map(
          ({ value = 0, x, y, wide, high }) =>
            value > 0 && (
              <text class="mid" x={px(x + wide / 2)} y={px(y + high / 2 + 4)}>
                {data.number(value)}
              </text>
            ),
        )}
    </>
  )
}

/** Cells of one shade as one shape: a year of them would be most of the page. */
function shapesOf(cells: readonly Cell[]): [shade: string, path: string][] {
  const shapes = new Map<string, string>()
  for (const { shade, x, y, wide, high } of cells) {
    shapes.set(shade, `${shapes.get(shade) ?? ''}M${x} ${y}h${wide}v${high}h${-wide}z`)
  }
  return [...shapes]
}

function Edges(props: { readonly edges: CalendarData['edges']; readonly x: number; readonly y: number }) {
  let { x } = props
  const placed = props.edges.map((one) => {
    const at = x
    x += 36 + wideAs(one.means)
    return { ...one, x: at }
  })
  return (
    <>
      {placed.map(({ edge, means, x }) => (
        <>
          <rect class={edge} x={px(x)} y={props.y} width="12" height="12" rx="2" />
          <text class="soft" x={px(x + 18)} y={props.y + 10}>
            {means}
          </text>
        </>
      ))}
    </>
  )
}
