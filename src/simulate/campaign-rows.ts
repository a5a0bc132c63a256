import { addDays, dayNumber } from '../calendar/index.ts'
import { escaped, number, text } from './picture-words.ts'
import type { YearView } from './year-views.ts'

/** Pixels from one campaign to the next. */
export const ROW_HEIGHT = 30
const BAR_HEIGHT = 22
const LONGEST_NAME = 18

/** Where the rows begin and how wide a week is, in pixels. */
interface Frame {
  readonly left: number
  readonly top: number
  readonly cell: number
}

/** A row for each campaign below the weeks of a year: a bar a week, each row on its own scale, and the sum. */
export function campaignRows(view: YearView, names: readonly string[], frame: Frame): string {
  return names.map((name, i) => row(view, name, { ...frame, top: frame.top + i * ROW_HEIGHT })).join('\n')
}

function row(view: YearView, name: string, { left, top, cell }: Frame): string {
  const weeks = weekSums(view, name)
  const most = Math.max(0, ...weeks)
  const sum = weeks.reduce((total, week) => total + week, 0)
  const base = top + BAR_HEIGHT
  const width = view.weeks * cell
  const shown = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name
  const bars = weeks.flatMap((week, i) => {
    if (week === 0) return []
    const height = Math.max(1.5, (week / most) * BAR_HEIGHT)
    const from = addDays(view.monday, i * 7)
    const about = `<title>${escaped(`${name}, week of ${from}: ${number(week)}`)}</title>`
    return `<rect class="bar" x="${left + i * cell}" y="${(base - height).toFixed(1)}" width="13" height="${height.toFixed(1)}">${about}</rect>`
  })
  return [
    `<text class="name" x="${left - 10}" y="${base - 2}"><title>${escaped(name)}</title>${escaped(shown)}</text>`,
    `<line class="line" x1="${left}" x2="${left + width - 3}" y1="${base + 0.5}" y2="${base + 0.5}"/>`,
    ...bars,
    sum === 0 ? text(left + 4, base - 5, 'never', 'never') : text(left + width + 8, base - 2, 'sum', number(sum)),
  ].join('\n')
}

function weekSums({ days, monday, weeks }: YearView, name: string): number[] {
  const sums = new Array<number>(weeks).fill(0)
  for (const { date, campaigns } of days) {
    const week = Math.floor((dayNumber(date) - dayNumber(monday)) / 7)
    sums[week] = (sums[week] ?? 0) + (campaigns[name]?.send ?? 0)
  }
  return sums
}
