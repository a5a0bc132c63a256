import type { GoalState } from '../app/index.ts'
import type { Shop } from '../config/index.ts'
import type { Verdict } from '../goals/index.ts'
import type { Talk } from './talk.ts'

const paints: Partial<Record<Verdict, 'green' | 'yellow' | 'red'>> = {
  ahead: 'green',
  reached: 'green',
  behind: 'yellow',
  missed: 'red',
}

/** Goals as lines: what is wanted, the verdict, and the values it comes from. */
export function goalLines(states: readonly GoalState[], shop: Shop, paint: Talk['paint']): string[] {
  return states.flatMap((state) => {
    const value = (number: number | undefined) => valueText(state, number, shop.currency)
    const { baselineDays: then, currentDays: now, verdict, done, due } = state
    const colour = paints[verdict]
    const word = colour ? paint(colour, verdict) : verdict
    const about = state.segment === undefined ? state.metric : `${state.metric} of ${state.segment}`
    return [
      `${paint('bold', about)}: ${state.says}   ${word}`,
      `  ${value(state.baselineValue)} in ${then.from} to ${then.to}, ${value(state.current)} in ${now.from} to ${now.to}, wanted ${value(state.wanted)}`,
      `  ${part(done)} of the way after ${part(due)} of the time${state.expected === undefined ? '' : `; at this pace ${value(state.expected)} on ${state.by}`}`,
      `  ${state.doc}`,
    ]
  })
}

function part(share: number | undefined): string {
  return share === undefined ? '-' : `${Math.round(share * 100)} %`
}

function valueText({ unit }: GoalState, value: number | undefined, currency: string): string {
  if (value === undefined) return 'no value'
  if (unit === 'share') return `${(value * 100).toFixed(2)} %`
  if (unit === 'ratio') return value.toFixed(2)
  if (unit === 'count') return String(Math.round(value))
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return `${(value / 10 ** digits).toFixed(digits)} ${currency}`
}
