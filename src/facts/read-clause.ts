import type { Checked } from '../problem.ts'
import type { YamlEntry } from '../yaml/index.ts'
import type { Clause } from './question.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a line is read with. */
export interface ClauseReading {
  readonly vocabulary: Vocabulary
  /** `since the start` (stop_when, goal): events are bounded already, so `bought: anything` has a meaning of its own. */
  readonly events: 'ever' | 'since the start'
}

/** One key of a rule line (`fact: phrase` or `event: {…}`) as clauses: every mistake with its place and the line to paste. */
export function readClause(_entry: YamlEntry, _reading: ClauseReading): Checked<Clause[]> {
  throw new Error('not built yet')
}
