import type { OutOfRange } from '../../../insights/index.ts'
import type { Voice } from '../../view/view.ts'

/** A value of a number that is watched: orders, money in minor units, or a share of 1. */
export function alertValue({ format }: Voice, { number }: Pick<OutOfRange, 'number'>, value: number): string {
  if (number === 'orders') return format.number(value)
  return number === 'revenue' || number === 'order_value' ? format.money(Math.round(value)) : format.percent(value, 2)
}
