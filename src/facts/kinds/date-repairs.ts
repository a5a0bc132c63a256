import type { Repair } from './phrase.ts'
import { span } from './say-date.ts'
import { unitOnce } from './unit-once.ts'

const NO_UNIT = {
  code: 'missing-unit',
  message: '"{}" of what? The unit is missing',
  hint: 'hours, days, weeks, months or years',
} as const
const LOOSE = {
  code: 'unknown-phrase',
  message: 'I do not understand "{}"',
  hint: 'this is how it is written',
} as const

/** What is wrong on either side of today. */
const everyRepairs: readonly Repair[] = [
  { from: /\b(?:a|an|one) (hour|day|week|month|year)\b/i, to: '1 $1', ...LOOSE },
  { from: /^(?:set|any time)$/i, to: 'ever', ...LOOSE },
  { from: /^not set$/i, to: 'never', ...LOOSE },
  { from: /(\d) ?d\b/i, to: '$1 days', ...LOOSE },
  {
    from: /\b(\d{4})[./](\d{2})[./](\d{2})\b/g,
    to: '$1-$2-$3',
    code: 'unknown-phrase',
    hint: 'a day is written YYYY-MM-DD',
  },
  { from: /^(?:after|from) (\d{4}-)/i, to: 'since $1', ...LOOSE },
  { from: /^(?:until|by|earlier than) (\d{4}-)/i, to: 'before $1', ...LOOSE },
  { from: /^(\d{4}-\d{2}-\d{2})$/, to: 'on $1', ...LOOSE },
  { from: /^(\d{4}-\d{2}-\d{2}) ?(?:-|–|to|and) ?(\d{4}-\d{2}-\d{2})$/i, to: 'between $1 and $2', ...LOOSE },
]

/** How people speak of past days otherwise. */
export const pastRepairs: readonly Repair[] = [
  ...everyRepairs,
  unitOnce(' ago'),
  {
    from: /^(?:in|within|during|over|for|since|inside)?(?: the)? ?(?:last|past|previous) (?=\d)/i,
    to: 'within the last ',
    ...LOOSE,
  },
  {
    from: /^at least ([1-9]\d{0,4}) days?(?: ago| old)?$/i,
    to: (phrase) => moreThan(daysIn(phrase) - 1),
    ...LOOSE,
  },
  {
    from: /^(?:<|less than|under|newer than) ?([1-9]\d{0,4}) days?(?: ago| old)?$/i,
    to: (phrase) => withinTheLast(daysIn(phrase) - 1),
    ...LOOSE,
  },
  {
    from: /^(?:>|over|older than|longer than|more than|at least|after) ?(\d.*?)(?: ago| old)?$/i,
    to: 'more than $1 ago',
    ...LOOSE,
  },
  {
    from: /^(?:<|less than|under|newer than|at most|up to|within|in) ?(\d.*?)(?: ago| old)?$/i,
    to: 'within the last $1',
    ...LOOSE,
  },
  { from: /^(?:between |from )?(\d+) ?(?:-|–|to|and) ?(\d+)(.*?)(?: ago)?$/i, to: 'between $1 and $2$3 ago', ...LOOSE },
  { from: /^(?:within the last|more than|exactly|between \d+ and) \d+(?= ago$|$)/i, to: '$& days', ...NO_UNIT },
  { from: /^(\d+ \w+)(?: ago)?$/, to: 'exactly $1 ago', ...LOOSE },
  { from: /^(\d+)$/, to: 'exactly $1 days ago', ...NO_UNIT },
]

/** How people speak of coming days otherwise. */
export const comingRepairs: readonly Repair[] = [
  ...everyRepairs,
  { from: /^(?:in|within|during|over)?(?: the)? ?(?:next|coming|following) (?=\d)/i, to: 'within the next ', ...LOOSE },
  { from: /^(?:>|over|more than|at least|after) ?(\d.*?)(?: ahead| from now)?$/i, to: 'more than $1 ahead', ...LOOSE },
  { from: /^(?:<|less than|at most|up to|within) ?(\d.*?)(?: ahead| from now)?$/i, to: 'within the next $1', ...LOOSE },
  { from: /^(?:within the next|more than|in) \d+(?= ahead$|$)/i, to: '$& days', ...NO_UNIT },
  { from: /^(\d+ \w+)(?: from now| ahead)?$/, to: 'in $1', ...LOOSE },
  { from: /^(\d+)$/, to: 'in $1 days', ...NO_UNIT },
  { from: /^(?:passed|late|over)$/i, to: 'overdue', ...LOOSE },
]

function daysIn(phrase: string): number {
  return Number(/\d+/.exec(phrase)?.[0])
}

/** `at least 60 days ago` takes the 60th day in, `more than` leaves its day out. */
function moreThan(days: number): string {
  return `more than ${span(days, 'days')} ago`
}

function withinTheLast(days: number): string {
  return days === 0 ? 'today' : `within the last ${span(days, 'days')}`
}
