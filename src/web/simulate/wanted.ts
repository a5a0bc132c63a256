import { addDays, type Day, dayNumber, isDay, localDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import type { Task } from '../background/task.ts'

/** What the address asks to be simulated. */
export interface Wanted {
  /** As written: shown again in the form. */
  readonly from: string
  readonly to: string
  readonly orders: 'none' | 'replay-last-year'
  readonly seed: number
  /** `nothing`: no day was chosen yet. */
  readonly is: 'task' | 'wrong' | 'nothing'
}

/** Ten years, as on the command line. */
const MOST_DAYS = 3660

/** Reads `?from=&to=&orders=&seed=`; by default the 30 days to come. */
export function wantedIn(url: URL, now: Instant, zone: string): Wanted {
  const { searchParams } = url
  const today = localDay(now, zone)
  const from = searchParams.get('from') || today
  const to = searchParams.get('to') || addDays(today, 29)
  const orders = searchParams.get('orders') === 'none' ? 'none' : 'replay-last-year'
  const seed = /^\d{1,9}$/.test(searchParams.get('seed') ?? '') ? Number(searchParams.get('seed')) : 1
  const asked = searchParams.has('from') || searchParams.has('to')
  return { from, to, orders, seed, is: asked ? (isStretch(from, to) ? 'task' : 'wrong') : 'nothing' }
}

/** The question for the answers of the shop. */
export function taskOf({ from, to, orders, seed }: Wanted): Extract<Task, { kind: 'simulate' }> {
  return { kind: 'simulate', from, to, orders, seed }
}

function isStretch(from: Day, to: Day): boolean {
  return isDay(from) && isDay(to) && from <= to && dayNumber(to) - dayNumber(from) < MOST_DAYS
}
