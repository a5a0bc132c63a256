import type { RawBuilder } from 'kysely'
import type { LineSets } from './line-sets.ts'
import { inPopulation } from './order-conditions.ts'
import type { Scope } from './scope.ts'

/** What the staged orders hold: `counted` only those that count, `all` the cancelled too. */
export interface Staging {
  readonly orders: 'counted' | 'all'
  readonly sets: LineSets
}

/** The condition that picks the orders of an event from the staged ones; none where only these are staged. */
export function populationOf(event: string, scope: Scope, staging: Staging): RawBuilder<unknown>[] {
  return staging.orders === 'counted' ? [] : [inPopulation(event, scope.when.shop)]
}
