import { addDays, type Day, dayNumber, monthNames, weekday, weekdayNames, year } from '../calendar/index.ts'
import { campaignRows, ROW_HEIGHT } from './campaign-rows.ts'
import { type ColourSteps, colourSteps } from './colour-steps.ts'
import { day as dayText, escaped, number, text, yearsOf } from './picture-words.ts'
import type { SimulatedDay, Simulation } from './simulation.ts'
import { type YearView, yearViews } from './year-views.ts'

/** Pixels: a cell with its gap, and the room for names at the left and sums at the right. */
const CELL = 16
const LEFT = 132
const RIGHT = 76
const TOP = 118
/** Heights of a year without campaigns: its heading, months, seven days, and the space below. */
const HEAD = 26
const MONTHS = 18
const BELOW = 30

/**
 * The calendar of a simulation as an SVG picture: a cell a day, shaded by its emails, and below each year a bar a week
 * for every campaign. Light, with its own fixed width and words; days that rest on an assumption are round.
 */
export function calendarPicture(simulation: Simulation, shopName: string, firstWeekday: number): string {
  const { days, totals } = simulation
  const steps = colourSteps(days.map(({ send }) => send))
  const space = heightOf(Object.keys(totals.campaigns).length)
  const views = yearViews(days, firstWeekday, (place) => TOP + place * space)
  const last = views.at(-1)
  const height = (last ? last.top + space : TOP) + 30
  const width = LEFT + Math.max(53, ...views.map(({ weeks }) => weeks)) * CELL + RIGHT
  const title = `${shopName}: emails a day, ${yearsOf(simulation)}`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">
<title id="title">${escaped(title)}</title>
<desc id="desc">${escaped(finding(simulation))}</desc>
<style>${STYLE}</style>
<rect class="paper" width="${width}" height="${height}"/>
${text(28, 38, 'title', title)}
${text(28, 60, 'finding', finding(simulation))}
${notes(simulation)}
${views.map((view) => yearPicture(view, simulation, steps)).join('\n')}
${legend(simulation, steps, height - 26)}
</svg>
`
}

/** Characters of a note that fit on a line. */
const NOTE = 120

/** The assumption, on two lines where it is long. */
function notes({ assumption, timeZone }: Simulation): string {
  const words = `${assumption.sentence} Days of ${timeZone}.`
  const end = words.length <= NOTE ? words.length : words.lastIndexOf(' ', NOTE)
  const lines = [words.slice(0, end), words.slice(end).trim()]
  return lines.flatMap((line, i) => (line === '' ? [] : text(28, 79 + i * 16, 'note', line))).join('\n')
}

function finding({ totals, from, to }: Simulation): string {
  const { send, customers, busiestDay, daysWithoutEmail } = totals
  const busiest = busiestDay
    ? ` Busiest: ${dayText(busiestDay.date)}${year(from) === year(to) ? '' : ` ${year(busiestDay.date)}`} with ${number(busiestDay.send)}.`
    : ''
  const silent = daysWithoutEmail === 1 ? '1 day' : `${number(daysWithoutEmail)} days`
  const without = daysWithoutEmail === 0 ? 'No day without email.' : `${silent} without email.`
  return `${number(send)} emails to ${number(customers.reached)} customers.${busiest} ${without}`
}

function heightOf(campaigns: number): number {
  return HEAD + MONTHS + 7 * CELL + 14 + campaigns * ROW_HEIGHT + BELOW
}

function yearPicture(view: YearView, simulation: Simulation, steps: ColourSteps): string {
  const top = view.top + HEAD + MONTHS
  const week = (date: Day) => Math.floor((dayNumber(date) - dayNumber(view.monday)) / 7)
  const busiest = simulation.totals.busiestDay?.date
  const { future } = simulation.assumption
  const cells = view.days.map((one) => {
    const x = LEFT + week(one.date) * CELL
    const y = top + ((dayNumber(one.date) - dayNumber(view.monday)) % 7) * CELL
    const shape = future !== null && one.date >= future ? ` rx="6.5"` : ` rx="2"`
    const edge = one.marks.length > 0 ? ' marked' : ''
    const around = one.date === busiest ? ring(x, y) : ''
    return `${around}<rect class="s${steps.shade(one.send)}${edge}" x="${x}" y="${y}" width="13" height="13"${shape}><title>${escaped(about(one))}</title></rect>`
  })
  const weekdays = [0, 2, 4, 6].map((row) => {
    const name = weekdayNames[weekday(addDays(view.monday, row)) - 1] ?? ''
    return text(LEFT - 10, top + row * CELL + 10.5, 'side', name.slice(0, 3))
  })
  const sum = view.days.reduce((total, { send }) => total + send, 0)
  return [
    text(LEFT, view.top + 14, 'year', String(year(view.days[0]?.date ?? ''))),
    ...monthLabels(view, week, top),
    ...weekdays,
    text(LEFT + view.weeks * CELL + 8, top + 3 * CELL + 11, 'sum', number(sum)),
    ...cells,
    campaignRows(view, Object.keys(simulation.totals.campaigns), { left: LEFT, top: top + 7 * CELL + 14, cell: CELL }),
  ].join('\n')
}

/** Around a cell rather than on its edge: the busiest day is the darkest one. */
function ring(x: number, y: number): string {
  return `<rect class="ring" x="${x - 2}" y="${y - 2}" width="17" height="17" rx="4"/>`
}

function monthLabels(view: YearView, week: (date: Day) => number, top: number): string[] {
  return view.days.flatMap(({ date }, i) => {
    if (!date.endsWith('-01') && i > 0) return []
    // A range that begins late in a month leaves no room for its name.
    if (i === 0 && Number(date.slice(8)) > 14) return []
    const name = monthNames[Number(date.slice(5, 7)) - 1] ?? ''
    return [
      text(LEFT + (week(date) + (date.endsWith('-01') && i > 0 ? 1 : 0)) * CELL, top - 7, 'month', name.slice(0, 3)),
    ]
  })
}

function about({ date, send, recipients, marks, campaigns }: SimulatedDay): string {
  const parts = Object.entries(campaigns).flatMap(([name, counts]) => (counts.send > 0 ? `${name} ${counts.send}` : []))
  const emails = send === 1 ? '1 email' : `${number(send)} emails`
  const marked = marks.length > 0 ? ` (${marks.join(', ')})` : ''
  const to = recipients === 1 ? '1 customer' : `${number(recipients)} customers`
  const who = send > 0 ? ` to ${to}: ${parts.join(', ')}` : ''
  return `${dayText(date)} ${year(date)}${marked}: ${emails}${who}`
}

function legend({ assumption, totals }: Simulation, { upTo }: ColourSteps, y: number): string {
  const largest = totals.busiestDay?.send ?? 0
  const from = [1, ...upTo.map((border) => border + 1)]
  const ranges = from.map((least, i) => [least, upTo[i] ?? largest] as const).filter(([least, most]) => least <= most)
  const words = [
    ['s0', 'none'],
    ...ranges.map(([least, most], i) => [
      `s${i + 1}`,
      least === most ? number(least) : `${number(least)} to ${number(most)}`,
    ]),
    ...(totals.marked.length > 0 ? [['s0 marked', '29 February, clocks change']] : []),
  ]
  let x = LEFT
  const parts = [text(28, y + 10.5, 'month', 'Emails a day')]
  for (const [shade = '', word = ''] of words) {
    parts.push(`<rect class="${shade}" x="${x}" y="${y}" width="13" height="13" rx="2"/>`)
    parts.push(text(x + 19, y + 10.5, 'month', word))
    x += 19 + word.length * 6.4 + 18
  }
  if (largest > 0) {
    parts.push(ring(x, y), `<rect class="s5" x="${x}" y="${y}" width="13" height="13" rx="2"/>`)
    parts.push(text(x + 21, y + 10.5, 'month', 'busiest day'))
    x += 21 + 11 * 6.4 + 18
  }
  if (assumption.future !== null) {
    parts.push(`<rect class="s2" x="${x}" y="${y}" width="13" height="13" rx="6.5"/>`)
    parts.push(text(x + 19, y + 10.5, 'month', 'assumed'))
  }
  return parts.join('\n')
}

const STYLE = `
text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #33414d }
.paper { fill: #fff }
.title { font-size: 21px; font-weight: 650; fill: #14212c }
.finding { font-size: 14px }
.note, .month, .side { fill: #5a6873 }
.year { font-size: 15px; font-weight: 650; fill: #14212c }
.side { text-anchor: end }
.name { text-anchor: end; fill: #33414d }
.sum { font-variant-numeric: tabular-nums; fill: #33414d }
.never { font-style: italic; fill: #a03d00 }
.line { stroke: #dde3e8; stroke-width: 1 }
.bar { fill: #4a8fc0 }
.s0 { fill: #f0f2f4 } .s1 { fill: #cfe2f1 } .s2 { fill: #97c1de } .s3 { fill: #5698c6 } .s4 { fill: #2a6ca3 } .s5 { fill: #0c3f70 }
.marked { stroke: #d55e00; stroke-width: 2 }
.ring { fill: #fff; stroke: #14212c; stroke-width: 1.5 }
`
