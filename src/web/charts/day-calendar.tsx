import { addDays, type Day, dayNumber, weekday } from '../../calendar/index.ts'
import { Legend, shadeOf } from './heat-grid.tsx'
import { Picture, type PictureProps, px } from './picture.tsx'

/** A number a day; undefined is a day without data. */
export interface CalendarData {
  /** One after the other, oldest first. */
  readonly days: readonly { readonly day: Day; readonly value: number | undefined; readonly says: string }[]
  /** 1 = Monday … 7 = Sunday: where weeks begin. */
  readonly firstWeekday: number
  /** Short names from Monday to Sunday. */
  readonly weekdays: readonly string[]
  /** The short name of a month, by a day of it. */
  month(day: Day): string
  readonly legend: readonly [string, string]
  /** What an empty cell with an edge means. */
  readonly gap: string
}

const LEFT = 38
const TOP = 22
const LEGEND = 34

/** A cell a day, a column a week; as many weeks as fit, the newest at the right. */
export function DayCalendar(props: PictureProps & { readonly data: CalendarData }) {
  const { width, data } = props
  const { days, firstWeekday } = data
  const all = weeksOf(days, firstWeekday)
  const cell = Math.min(24, Math.max(11, Math.floor((width - LEFT) / Math.max(1, all.length))))
  const weeks = all.slice(-Math.floor((width - LEFT) / cell))
  const height = TOP + 7 * cell + LEGEND
  const most = Math.max(1, ...days.map(({ value }) => value ?? 0))
  const detailed = width >= 1000
  const cells = weeks.flatMap((week, column) =>
    week.map((one) => ({
      ...one,
      shade: one.value === undefined ? 'gap' : shadeOf(one.value / most),
      x: LEFT + column * cell,
      y: TOP + rowOf(one.day, firstWeekday) * cell,
      size: cell - 2,
    })),
  )
  return (
    <Picture {...props} height={height}>
      {months(weeks, data).map(({ column, name }) => (
        <text class="soft" x={LEFT + column * cell} y="12">
          {name}
        </text>
      ))}
      {[0, 2, 4, 6].map((row) => (
        <text class="soft end" x={LEFT - 8} y={px(TOP + (row + 0.5) * cell + 4)}>
          {data.weekdays[(firstWeekday - 1 + row) % 7]}
        </text>
      ))}
      {shapesOf(cells.filter(({ value }) => !detailed || !value)).map(([shade, path]) => (
        <path class={shade} d={path} />
      ))}
      {detailed &&
        cells.map(
          (one) =>
            one.value !== undefined &&
            one.value > 0 && (
              <rect class={one.shade} x={one.x} y={one.y} width={one.size} height={one.size} rx="2">
                <title>{one.says}</title>
              </rect>
            ),
        )}
      <Legend legend={data.legend} x={LEFT} y={height - 16} />
      {width >= 500 && <Gap data={data} x={LEFT + 220 + 7 * data.legend.join('').length} y={height - 16} />}
    </Picture>
  )
}

interface DayCell {
  readonly shade: string
  readonly x: number
  readonly y: number
  readonly size: number
}

/** Cells of one shade as one shape: a year of them would be most of the page. */
function shapesOf(cells: readonly DayCell[]): [shade: string, path: string][] {
  const shapes = new Map<string, string>()
  for (const { shade, x, y, size } of cells) {
    shapes.set(shade, `${shapes.get(shade) ?? ''}M${x} ${y}h${size}v${size}h${-size}z`)
  }
  return [...shapes]
}

function Gap({ data, x, y }: { readonly data: CalendarData; readonly x: number; readonly y: number }) {
  return (
    <>
      <rect class="gap" x={px(x)} y={y} width="12" height="12" rx="2" />
      <text class="soft" x={px(x + 18)} y={y + 10}>
        {data.gap}
      </text>
    </>
  )
}

type CalendarDay = CalendarData['days'][number]

function rowOf(day: Day, firstWeekday: number): number {
  return (weekday(day) - firstWeekday + 7) % 7
}

function weeksOf(days: readonly CalendarDay[], firstWeekday: number): CalendarDay[][] {
  const first = days[0]?.day
  if (first === undefined) return []
  const begin = dayNumber(addDays(first, -rowOf(first, firstWeekday)))
  const weeks: CalendarDay[][] = []
  for (const one of days) {
    const week = Math.floor((dayNumber(one.day) - begin) / 7)
    weeks[week] = [...(weeks[week] ?? []), one]
  }
  return weeks
}

/** The week in which each month begins; a first month with little room has no name. */
function months(weeks: readonly CalendarDay[][], data: CalendarData): { column: number; name: string }[] {
  const begins = weeks.flatMap((week, column) => {
    const begin = week.find(({ day }) => day.endsWith('-01')) ?? (column === 0 ? week[0] : undefined)
    return begin ? [{ column, name: data.month(begin.day) }] : []
  })
  return begins.filter(({ column }, i) => (begins[i + 1]?.column ?? column + 3) - column >= 3)
}
