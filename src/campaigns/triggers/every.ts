import { sql } from 'kysely'
import {
  type Day,
  dayNumber,
  dayOfMonth,
  daysInMonth,
  month,
  weekday,
  weekdayNames,
  year,
} from '../../calendar/index.ts'
import type { Problem } from '../../problem.ts'
import { readFields } from '../../yaml/index.ts'
import { readPhrase } from '../read-phrase.ts'
import { slotOf } from './slot-of.ts'
import { defineTrigger, type OccasionContext } from './trigger.ts'

type Rhythm =
  | { readonly on: 'day' }
  | { readonly on: 'weekday'; readonly weekday: number }
  | { readonly on: 'day of month'; readonly day: number }

/** `{every: Tuesday}`: for everybody in `who`, on a rhythm of the calendar. */
export const every = defineTrigger({
  name: 'every',
  options: [],
  doc: 'On a rhythm: every day, every Tuesday, every month on the 1st. Its audience is the campaign’s `who`.',
  example: 'starts: {every: month on the 1st}',
  read(block) {
    const problems: Problem[] = []
    const entry = readFields(block, ['every'], 'every').entries.get('every')
    const rhythm = entry && readPhrase(entry, problems, rhythmOf, 'Tuesday')
    const text = entry?.value.kind === 'scalar' ? entry.value.text : ''
    if (!rhythm) return { problems }
    return {
      value: {
        trigger: 'every',
        phrase: `every ${text}`,
        line: block.place.line,
        segments: [],
        about: 'a customer',
        defaults: { priority: 20, again: 'every time' },
        moment: 'day',
        days: { by: 'calendar', fits: (day) => fits(rhythm, day) },
        occasions: async (ctx) => onDays(ctx, (day) => fits(rhythm, day)),
      },
      problems,
    }
  },
})

function rhythmOf(text: string): Rhythm | undefined {
  if (text === 'day') return { on: 'day' }
  const index = weekdayNames.indexOf(text as (typeof weekdayNames)[number])
  if (index >= 0) return { on: 'weekday', weekday: index + 1 }
  const match = /^month on the (\d{1,2})(?:st|nd|rd|th)$/.exec(text)
  const day = match ? Number(match[1]) : 0
  return day >= 1 && day <= 31 ? { on: 'day of month', day } : undefined
}

/** The 31st is the last day of a shorter month. */
function fits(rhythm: Rhythm, day: Day): boolean {
  switch (rhythm.on) {
    case 'day':
      return true
    case 'weekday':
      return weekday(day) === rhythm.weekday
    case 'day of month':
      return dayOfMonth(day) === Math.min(rhythm.day, daysInMonth(year(day), month(day)))
    default:
      return rhythm satisfies never
  }
}

/** One row per existing customer and day that fits; the occasion is the date. */
export function onDays(ctx: OccasionContext, fitting: (day: Day) => boolean) {
  const days = ctx.days.filter((day) => (ctx.notBefore === null || day >= ctx.firstDay) && fitting(day))
  const rows = ctx.dialect.rows(
    { occasion: 'text', at: 'integer', day: 'integer' },
    days.map((day) => [day, slotOf(ctx, day), dayNumber(day)]),
  )
  const only = ctx.customer === undefined ? sql`` : sql`where c.key = ${ctx.customer}`
  return sql`
    -- one row per customer and day
    select c.key as customer, fitting.occasion, fitting.at, fitting.day, cast(null as bigint) as "order"
    from ${rows} as fitting
    cross join customers as c
    ${only}`
}
