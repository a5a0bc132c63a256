import type { SendsOfDay } from '../../app/index.ts'
import { addDays, type Day, weekday } from '../../calendar/index.ts'
import { type CalendarData, DayCalendar } from '../charts/index.ts'
import { DataTable } from '../parts/data-table.tsx'
import { DayOf } from '../parts/times.tsx'
import { monthName, weekdayNames } from '../view/day-words.ts'
import { AllWidths, widths } from '../parts/all-widths.tsx'
import { InsightCard } from './insight-card.tsx'
import type { InsightProps, InsightView } from './insight-view.ts'

/** How many emails went out on each day: always a year, whatever the range. */
export function SendsCard({ view, insights }: InsightProps) {
  const { sends } = insights
  const title = view.say('sends')
  const finding = findingOf(view, sends)
  const data = dataOf(view, sends)
  const picture = (width: number) => (
    <DayCalendar
      id={`sends-${width}`}
      title={title}
      finding={finding ?? ''}
      width={width}
      shows="newest weeks"
      data={data}
    />
  )
  return (
    <InsightCard
      view={view}
      name="sends"
      title={title}
      finding={finding}
      wide="wide"
      picture={<AllWidths broad={picture(widths.whole)} middle={picture(widths.half)} narrow={picture(widths.phone)} />}
      table={<Numbers view={view} sends={sends} />}
    />
  )
}

/** The rows of the CSV: a day each; empty where there was no run and no email. */
export function sendsCsv(sends: readonly SendsOfDay[]) {
  return { header: ['day', 'emails'], rows: sends.map((one) => [one.day, shownOf(one)]) }
}

/** A day without a run and without an email has no number: it is no zero. */
function shownOf({ emails, run }: SendsOfDay): number | undefined {
  return emails === 0 && run === 'no run' ? undefined : emails
}

function findingOf({ say, format }: InsightView, sends: readonly SendsOfDay[]): string | undefined {
  if (sends.every(({ emails, run }) => emails === undefined || run === undefined)) return undefined
  if (sends.slice(0, -1).every(({ emails }) => emails === undefined)) return undefined
  const all = sends.reduce((sum, { emails }) => sum + (emails ?? 0), 0)
  if (all === 0) return say('sendsNone')
  const most = sends.reduce((a, b) => ((b.emails ?? 0) > (a.emails ?? 0) ? b : a))
  return say('sendsFound', { n: format.number(all), day: format.day(most.day), most: format.number(most.emails ?? 0) })
}

function dataOf(view: InsightView, sends: readonly SendsOfDay[]): CalendarData {
  const { say, format, app } = view
  const most = Math.max(1, ...sends.map(({ emails }) => emails ?? 0))
  return {
    days: sends.map((one) => {
      const value = shownOf(one)
      const n = value === undefined ? say('noRun') : format.number(value)
      return { day: one.day, value, says: say('sendsSays', { day: format.day(one.day), n }) }
    }),
    firstWeekday: app.shop.firstWeekday,
    weekdays: weekdayNames(view),
    month: (day) => monthName(view, day),
    number: (value) => format.number(value),
    legend: ['1', format.number(most)],
    edges: [{ edge: 'gap', means: say('noRun') }],
  }
}

interface Week {
  readonly first: Day
  readonly days: readonly (number | undefined)[]
}

function Numbers({ view, sends }: { readonly view: InsightView; readonly sends: readonly SendsOfDay[] }) {
  const { say, format, app } = view
  const { firstWeekday } = app.shop
  const names = weekdayNames(view)
  const columns = Array.from({ length: 7 }, (_, i) => ({
    title: names[(firstWeekday - 1 + i) % 7] ?? '',
    kind: 'number' as const,
    cell: ({ days }: Week) => {
      const value = days[i]
      return value === undefined ? '–' : format.number(value)
    },
  }))
  return (
    <DataTable
      view={view}
      caption={say('emails')}
      captionIs="hidden"
      columns={[
        { title: say('week'), heads: 'row', cell: ({ first }: Week) => <DayOf view={view} day={first} /> },
        ...columns,
        {
          title: say('together'),
          kind: 'number',
          cell: ({ days }) => format.number(days.reduce<number>((sum, n) => sum + (n ?? 0), 0)),
        },
      ]}
      rows={weeksOf(sends, firstWeekday)}
    />
  )
}

/** Weeks with an email or a run, the newest first. */
function weeksOf(sends: readonly SendsOfDay[], firstWeekday: number): Week[] {
  const weeks = new Map<Day, (number | undefined)[]>()
  for (const one of sends) {
    const place = (weekday(one.day) - firstWeekday + 7) % 7
    const first = addDays(one.day, -place)
    const days = weeks.get(first) ?? Array.from({ length: 7 }, () => undefined)
    days[place] = shownOf(one)
    weeks.set(first, days)
  }
  const known = [...weeks].filter(([, days]) => days.some((value) => value !== undefined))
  return known.map(([first, days]) => ({ first, days })).reverse()
}
