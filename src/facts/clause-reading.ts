import type { Place, Problem } from '../problem.ts'
import { didYouMean, lineWith, type YamlEntry } from '../yaml/index.ts'
import { arrivesLater } from './later.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a line is read with. */
export interface ClauseReading {
  readonly vocabulary: Vocabulary
  /** `since the start` (stop_when, goal): events are bounded already, so `bought: anything` has a meaning of its own. */
  readonly events: 'ever' | 'since the start'
}

/** Key and value together. */
export function placeOfEntry(entry: YamlEntry): Place {
  const { endLine, endColumn } = entry.value.place
  return { ...entry.keyPlace, endLine, endColumn }
}

/** A name that is no fact and no event, or not yet. */
export function unknownName(entry: YamlEntry, vocabulary: Vocabulary, among = vocabulary.names): Problem {
  const { key, keyPlace: place } = entry
  if (arrivesLater(key)) {
    const message = `"${key}" arrives with a later version of Perennial`
    return { code: 'arrives-later', severity: 'error', message, hint: 'take the line out for now', place }
  }
  const near = didYouMean(key, among)
  const hint = near ? `did you mean "${near}"?` : '`perennial facts` lists what rules can ask'
  const line = near ? { try: lineWith(near, entry) } : {}
  return {
    code: 'unknown-fact',
    severity: 'error',
    message: `There is no fact or event "${key}"`,
    hint,
    ...line,
    place,
  }
}
