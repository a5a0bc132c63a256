import type { Direction, Target } from './goal.ts'

/** How a goal stands. `not begun`: its first day lies ahead; `unknown`: there is nothing to measure it by. */
export type Verdict = 'ahead' | 'on course' | 'behind' | 'reached' | 'missed' | 'not begun' | 'unknown'

/** What a goal is judged by. Values have the unit of the metric. */
export interface Measured {
  readonly direction: Direction
  readonly target: Target
  /** The value it began with, and the newest; undefined where there is no base. */
  readonly baseline: number | undefined
  readonly current: number | undefined
  /** Days since it was set, and days from then to its last. */
  readonly daysGone: number
  readonly daysInAll: number
}

/** Where a goal stands. */
export interface Progress {
  readonly verdict: Verdict
  /** The value to reach. */
  readonly wanted: number | undefined
  /** The part of the way that is done; below 0 it moved away. */
  readonly done: number | undefined
  /** The part of the time that is gone, 0 to 1: so much of the way would be on course. */
  readonly due: number
  /** The value on the last day if it goes on at the pace so far. */
  readonly expected: number | undefined
}

/** Nearer than a tenth of the way to the even pace is on course: weeks differ. */
const AROUND = 0.1
/** A pace is told from a tenth of the time on: before that it is mostly chance. */
const SOON = 0.1

/** Judges a goal by an even pace: a third of the way is due after a third of the time. */
export function progressOf(measured: Measured): Progress {
  const { baseline, current, daysGone, daysInAll } = measured
  const wanted = wantedOf(measured)
  const due = Math.min(1, Math.max(0, daysGone / daysInAll))
  const way = wanted !== undefined && baseline !== undefined ? wanted - baseline : undefined
  const gone = current !== undefined && baseline !== undefined ? current - baseline : undefined
  const done = way === undefined || gone === undefined || way === 0 ? undefined : gone / way
  const expected = gone === undefined || baseline === undefined || due < SOON ? undefined : baseline + gone / due
  return { verdict: verdictOf(measured, wanted, done, due), wanted, done, due, expected }
}

/** The value to reach, where it is known what it began with. */
function wantedOf({ target, direction, baseline }: Measured): number | undefined {
  if (target.kind === 'value') return target.value
  if (baseline === undefined) return undefined
  const move = target.kind === 'part' ? baseline * target.part : target.points
  return direction === 'higher' ? baseline + move : baseline - move
}

function verdictOf(measured: Measured, wanted: number | undefined, done: number | undefined, due: number): Verdict {
  const { current, direction, daysGone, daysInAll, baseline } = measured
  if (daysGone < 0) return 'not begun'
  if (wanted === undefined || current === undefined) return 'unknown'
  if (direction === 'higher' ? current >= wanted : current <= wanted) return 'reached'
  if (daysGone >= daysInAll) return 'missed'
  if (baseline === undefined) return 'unknown'
  // It began beyond the target and has fallen back.
  if (done === undefined || wanted - baseline > 0 !== (direction === 'higher')) return 'behind'
  return done > due + AROUND ? 'ahead' : done < due - AROUND ? 'behind' : 'on course'
}
