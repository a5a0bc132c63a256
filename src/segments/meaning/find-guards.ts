import type { Problem } from '../../problem.ts'
import type { Rule } from '../rule.ts'
import type { Bound, Segment } from '../segment.ts'
import { not } from './formula.ts'
import type { Reasoning } from './reasoning.ts'

/** Guards that stop a segment whatever its data, and guards that never stop anything. */
export function findGuards({ name, who, guard }: Segment, reasoning: Reasoning): Problem[] {
  const { size, dailyChange } = guard
  const least = size && leastShare(who, reasoning)
  return [
    ...(size && least && size.share < least.share ? [neverPasses(size, name, least)] : []),
    ...(size && !least && size.share === 0 ? [stopsAtOne(size, name)] : []),
    ...(dailyChange?.share === 0 ? [stopsAtAChange(dailyChange, name)] : []),
    ...(size && size.share >= 1 ? [neverStops(size, name)] : []),
  ]
}

interface Least {
  /** 0 to 1. */
  readonly share: number
  readonly of: string
}

/** A share of the base that a rule always holds. */
function leastShare(rule: Rule, reasoning: Reasoning): Least | undefined {
  if (!reasoning.everPossible(not(reasoning.formula(rule)))) return { share: 1, of: 'all customers' }
  return standingShare(rule)
}

/** `top 10 percent` holds at least a tenth of its base, ties included. */
function standingShare(rule: Rule): Least | undefined {
  if (rule.is === 'line') {
    const { condition } = rule.clause
    return 'share' in condition ? { share: condition.share, of: 'those it ranks' } : undefined
  }
  const [only, ...rest] = rule.rules
  if (only && rest.length === 0 && rule.is !== 'none') return standingShare(only)
  if (rule.is !== 'any') return undefined
  const shares = rule.rules.flatMap((part) => standingShare(part) ?? [])
  return shares.sort((a, b) => b.share - a.share)[0]
}

function neverPasses(bound: Bound, name: string, { share, of }: Least): Problem {
  const message = `${name} holds ${share < 1 ? 'at least ' : ''}${percent(share)} of ${of}, its guard allows ${percent(bound.share)}`
  const hint = share < 1 ? 'it stops on every day on which most customers are ranked' : 'it stops every day'
  return guardProblem(bound, message, hint, `size: at most ${roomFor(share)} percent`)
}

function stopsAtOne(bound: Bound, name: string): Problem {
  const message = `This guard stops ${name} as soon as one customer is in it`
  return guardProblem(bound, message, 'size is a share of all customers', 'size: at most 25 percent')
}

function stopsAtAChange(bound: Bound, name: string): Problem {
  const message = `This guard stops ${name} on every day on which it changes at all`
  return guardProblem(bound, message, 'daily_change is a share of the day before', 'daily_change: at most 25 percent')
}

function neverStops(bound: Bound, name: string): Problem {
  const message = `This guard never stops ${name}: no segment holds more than all customers`
  return guardProblem(bound, message, 'a size that would surprise you', 'size: at most 50 percent')
}

function guardProblem({ place }: Bound, message: string, hint: string, line: string): Problem {
  return { code: 'idle-guard', severity: 'warning', message, hint, try: line, place }
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} percent`
}

/** Half as much again, in steps of five: ties and new customers need room. */
function roomFor(share: number): number {
  return Math.min(99, Math.ceil((share * 150) / 5) * 5)
}
