import type { Shop } from '../config/shop.ts'
import type { EventKind } from './event.ts'
import type { Fact } from './fact.ts'

/** All that rules of one shop can ask: the built-in facts and events and those the shop declares. */
export interface Vocabulary {
  readonly shop: Shop
  readonly facts: readonly Fact[]
  readonly events: readonly EventKind[]
  /** Names of facts and events, for did-you-mean. */
  readonly names: readonly string[]
  fact(name: string): Fact | undefined
  event(name: string): EventKind | undefined
}

/** The vocabulary of a shop. */
export function vocabularyOf(_shop: Shop): Vocabulary {
  throw new Error('not built yet')
}
