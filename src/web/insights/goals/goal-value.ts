import type { GoalState } from '../../../app/index.ts'
import type { Voice } from '../../view/view.ts'

/** A value of a goal in the unit of its number. */
export function goalValue({ format }: Voice, { unit }: Pick<GoalState, 'unit'>, value: number | undefined): string {
  if (value === undefined) return '–'
  if (unit === 'share') return format.percent(value)
  if (unit === 'money') return format.money(Math.round(value))
  return format.number(value, unit === 'ratio' ? 2 : 0)
}

/** A round value at an axis: without the zeros behind the point. */
export function goalTick(view: Voice, goal: Pick<GoalState, 'unit'>, value: number): string {
  const text = goalValue(view, goal, value)
  return goal.unit === 'count' ? text : text.replace(goal.unit === 'share' ? /[.,]0(?=\D*$)/ : /[.,]00(?=\D*$)/, '')
}

/** How a goal is called: its number, of which segment, and what the file says. */
export function goalName({ metric, segment, says }: Pick<GoalState, 'metric' | 'segment' | 'says'>): string {
  return `${metric}${segment === undefined ? '' : ` (${segment})`}: ${says}`
}
