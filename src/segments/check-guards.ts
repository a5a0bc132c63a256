import type { Problem } from '../problem.ts'
import type { Bound, Segment } from './segment.ts'

/** Sizes of the segments by name, and of the whole base. */
export interface Sizes {
  readonly customers: number
  readonly segments: ReadonlyMap<string, number>
}

/** A guard that stops the campaigns that use its segment. */
export interface StoppedGuard {
  readonly segment: string
  readonly guard: 'daily_change' | 'size'
  readonly problem: Problem
}

/** Fewer customers than this are no jump: in a tiny shop one new customer may be a quarter of a segment. */
const LEAST_CUSTOMERS = 10

/**
 * Holds each segment's size against its guard. `before` are the sizes one day earlier; a segment that was not counted
 * then, or was empty, has no daily change. Fewer than ten customers never trip a guard.
 */
export function checkGuards(segments: readonly Segment[], before: Sizes, now: Sizes): StoppedGuard[] {
  return segments.flatMap((segment) => [...dailyChange(segment, before, now), ...size(segment, now)])
}

function dailyChange({ name, guard: { dailyChange: bound } }: Segment, before: Sizes, now: Sizes): StoppedGuard[] {
  const old = before.segments.get(name)
  const size = now.segments.get(name)
  if (!bound || !old || size === undefined) return []
  if (Math.abs(size - old) < LEAST_CUSTOMERS) return []
  const change = Math.abs(size - old) / old
  if (change <= bound.share) return []
  const verb = size > old ? 'grew' : 'shrank'
  const [found, allowed] = percents(change, bound.share)
  const message = `${name} ${verb} by ${found} in a day, its guard allows ${allowed}`
  const hint = `${count(old)} customers yesterday, ${count(size)} today`
  return [{ segment: name, guard: 'daily_change', problem: stopped(message, hint, bound) }]
}

function size({ name, guard: { size: bound } }: Segment, now: Sizes): StoppedGuard[] {
  const size = now.segments.get(name)
  if (!bound || size === undefined || size < LEAST_CUSTOMERS) return []
  const share = size / now.customers
  if (share <= bound.share) return []
  const [found, allowed] = percents(share, bound.share)
  const message = `${name} holds ${found} of the customers, its guard allows ${allowed}`
  const hint = `${count(size)} of ${count(now.customers)} customers`
  return [{ segment: name, guard: 'size', problem: stopped(message, hint, bound) }]
}

function stopped(message: string, hint: string, { place }: Bound): Problem {
  return { code: 'guard-stopped', severity: 'error', message, hint, place }
}

/** Whole percents, with decimals only where these would hide which of two shares is larger. */
function percents(share: number, bound: number): [string, string] {
  for (const digits of [0, 1, 2]) {
    const shown = decimal(share, digits)
    if (shown !== decimal(bound, digits) || digits === 2) return [`${shown} %`, `${decimal(bound, 2)} %`]
  }
  return ['', '']
}

function decimal(share: number, digits: number): string {
  return String(Number((share * 100).toFixed(digits)))
}

function count(number: number): string {
  return String(number).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}
