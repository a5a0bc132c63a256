import type { Shop } from '../config/index.ts'
import type { When } from '../facts/index.ts'

/** Keys that say where something stood, not what it means. */
const PLACES = new Set(['place', 'keyPlace', 'line', 'file'])

/** What a file says, as a text to compare: without places and wording, lines of a group in any order. */
export function meaningOf(value: unknown, shop: Shop): string {
  // Any day will do: the same words must give the same value.
  const when: When = { now: Date.UTC(2026, 0, 15, 12), today: '2026-01-15', shop }
  return JSON.stringify(value, function (this: object, key: string, content: unknown) {
    if (PLACES.has(key) || isWording(key, this)) return undefined
    if (typeof content === 'function') return valueOn(key, content as (given: unknown) => unknown, when)
    if (Array.isArray(content) && (key === 'rules' || key === 'customer')) return sorted(content, shop)
    return content
  })
}

/** A line and a trigger keep their words beside what the words mean. */
function isWording(key: string, holder: object): boolean {
  return (key === 'text' || key === 'phrase') && ('question' in holder || 'trigger' in holder)
}

/** The answers of examples are functions of the day. */
function valueOn(key: string, content: (given: unknown) => unknown, when: When): unknown {
  if (key === 'value') return content(when) ?? 'missing'
  return key === 'started' ? content(when.today) : undefined
}

function sorted(list: readonly unknown[], shop: Shop): unknown[] {
  return list.map((one) => meaningOf(one, shop)).toSorted()
}
