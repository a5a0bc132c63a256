import type { Checked } from '../problem.ts'
import type { YamlEntry, YamlNode } from '../yaml/index.ts'
import type { EventFilter, EventQuestion } from './question.ts'
import type { ClauseReading } from './read-clause.ts'

/** Filters of an event as a trigger writes them beside its own keys (`{when: bought, category: tea}`). */
export function readEventFilters(
  _event: string,
  _entries: readonly YamlEntry[],
  _reading: ClauseReading,
): Checked<EventFilter[]> {
  throw new Error('not built yet')
}

/** `{bought: {category: tea}, within: 30 days}`: what a sequence and a goal say. */
export function readEventWithin(
  _node: YamlNode,
  _reading: ClauseReading,
): Checked<{ event: EventQuestion; days: number }> {
  throw new Error('not built yet')
}
