import type { Condition, FactValue } from '../../facts/index.ts'

/** Standings that can be told from each other: by share from above, by number from below, by the average. */
export function standingFamily(condition: Condition): string {
  return 'of' in condition ? condition.of : condition.is
}

/** One place in the base for each stretch between two borders; null: not in the base. */
export function standingPlaces(conditions: readonly Condition[]): readonly FactValue[] {
  const borders = conditions.flatMap((condition) => ('of' in condition ? [1, -1] : [borderOf(condition)]))
  return [...new Set<FactValue>([...borders, Number.MAX_VALUE, null])]
}

/** True where a place in the base meets a standing. Ends are counted from either side: ties may be in both. */
export function standsAt(condition: Condition, place: FactValue): boolean {
  if (typeof place !== 'number') return false
  if ('of' in condition) return condition.is === 'above' ? place === 1 : place === -1
  return place <= borderOf(condition)
}

function borderOf(condition: Condition): number {
  if ('share' in condition) return condition.share
  return 'customers' in condition ? condition.customers : 0
}
