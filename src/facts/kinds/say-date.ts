import type { DateCondition, Unit } from '../condition.ts'

/** The canonical phrase of a date condition. */
export function sayDate(condition: DateCondition): string {
  switch (condition.is) {
    case 'within the last':
    case 'within the next':
    case 'in':
      return `${condition.is} ${span(condition.count, condition.unit)}`
    case 'more than ago':
    case 'exactly ago':
      return `${condition.is.slice(0, -4)} ${span(condition.count, condition.unit)} ago`
    case 'more than ahead':
      return `more than ${span(condition.count, condition.unit)} ahead`
    case 'between ago':
      return `between ${condition.from} and ${span(condition.to, condition.unit)} ago`
    case 'this':
    case 'last':
    case 'next':
      return `${condition.is} ${condition.period}`
    case 'since':
    case 'before':
    case 'on':
      return `${condition.is} ${condition.day}`
    case 'between days':
      return `between ${condition.from} and ${condition.to}`
    default:
      return condition.is
  }
}

/** `1 day`, `2 days`. */
export function span(count: number, unit: Unit): string {
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`
}
