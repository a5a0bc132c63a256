import type { Simulation, SimulatedDay } from '../../simulate/index.ts'
import { year } from '../../calendar/index.ts'
import { type CalendarData, type CalendarDay, DayCalendar } from '../charts/index.ts'
import { AllWidths, widths } from '../parts/all-widths.tsx'
import { monthName, weekdayNames } from '../view/day-words.ts'
import type { View } from '../view/view.ts'
import { type Say, sayIn } from '../words/index.ts'
import type { SimulateWord } from '../words/simulate.ts'
import { type SimulateDaysWord, simulateDaysWords } from '../words/simulate-days.ts'

interface CalendarProps {
  readonly view: View<SimulateWord>
  readonly simulation: Simulation
}

/** Up to here a stretch of days is one picture; a longer one is drawn year by year. */
const ONE_PICTURE = 371

/** The emails of each day and, where there is room, of each campaign by weeks. On a phone it scrolls. */
export function Calendar({ view, simulation }: CalendarProps) {
  const say = sayIn(simulateDaysWords, view.language)
  const title = view.say('calendar')
  const blocks = blocksOf(simulation.days)
  return (
    <section class="picture scrolls" tabindex={0} aria-label={title}>
      {blocks.map((days, i) => {
        const picture = (width: number) => (
          <DayCalendar
            id={`days-${i}-${width}`}
            title={title}
            finding={findingOf(view, say, days)}
            width={width}
            shows="all weeks"
            data={dataOf(view, say, simulation, days, width)}
          />
        )
        return (
          <>
            {blocks.length > 1 && <h3>{year(days[0]?.date ?? '')}</h3>}
            <AllWidths broad={picture(widths.whole)} middle={picture(widths.half)} narrow={picture(widths.phone)} />
          </>
        )
      })}
    </section>
  )
}

/** Which orders the simulation took, in a sentence. */
export function Assumption({ view, simulation }: CalendarProps) {
  const { orders, future } = simulation.assumption
  const say = sayIn(simulateDaysWords, view.language)
  return <p class="soft">{say(orders, { day: future === null ? '' : view.format.day(future) })}</p>
}

function blocksOf(days: readonly SimulatedDay[]): (readonly SimulatedDay[])[] {
  if (days.length <= ONE_PICTURE) return [days]
  const years = new Set(days.map(({ date }) => year(date)))
  return [...years].map((one) => days.filter(({ date }) => year(date) === one))
}

function findingOf({ format }: View<SimulateWord>, say: Say<SimulateDaysWord>, days: readonly SimulatedDay[]): string {
  const all = days.reduce((sum, { send }) => sum + send, 0)
  const most = days.reduce<SimulatedDay | undefined>((a, b) => (b.send > (a?.send ?? 0) ? b : a), undefined)
  if (!most) return say('foundNone')
  return say('found', { n: format.number(all), day: format.day(most.date), most: format.number(most.send) })
}

function dataOf(
  view: View<SimulateWord>,
  say: Say<SimulateDaysWord>,
  { totals }: Simulation,
  days: readonly SimulatedDay[],
  width: number,
): CalendarData {
  const { format, app } = view
  const busiest = totals.busiestDay?.date
  const shown = days.map(({ date, send, marks }): CalendarDay => {
    const says = `${format.day(date)}: ${format.number(send)}${marks.length > 0 ? ` (${say('marked')})` : ''}`
    return { day: date, value: send, says, edge: date === busiest ? 'ring' : marks.length > 0 ? 'marked' : undefined }
  })
  const names = Object.keys(totals.campaigns)
  const rows = names.map((name) => ({ name, values: days.map(({ campaigns }) => campaigns[name]?.send ?? 0) }))
  return {
    days: shown,
    firstWeekday: app.shop.firstWeekday,
    weekdays: weekdayNames(view),
    month: (day) => monthName(view, day),
    number: (value) => format.number(value),
    legend: ['1', format.number(Math.max(1, ...days.map(({ send }) => send)))],
    edges: [
      ...(busiest === undefined ? [] : [{ edge: 'ring' as const, means: say('busiest') }]),
      ...(shown.some(({ edge }) => edge === 'marked') ? [{ edge: 'marked' as const, means: say('marked') }] : []),
    ],
    ...(width > widths.phone && { rows }),
  }
}
