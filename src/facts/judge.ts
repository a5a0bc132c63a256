import type { RawBuilder, SqlBool } from 'kysely'
import type { FactValue, Kind, When } from './kind.ts'
import type { Clause, Question } from './question.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The kind whose phrases a question understands. */
export function kindOf(_question: Question, _vocabulary: Vocabulary): Kind {
  throw new Error('not built yet')
}

/** True or false for a value of the clause's question. Standing and segment conditions are judged in segments. */
export function clauseHolds(_clause: Clause, _value: FactValue, _vocabulary: Vocabulary, _when: When): boolean {
  throw new Error('not built yet')
}

/** The same in SQL over the profile's column; never null. Standing and segment conditions are judged in segments. */
export function clausePredicate(
  _clause: Clause,
  _column: RawBuilder<unknown>,
  _vocabulary: Vocabulary,
  _when: When,
): RawBuilder<SqlBool> {
  throw new Error('not built yet')
}

/**
 * Among whom a standing is judged: customers whose answer to `question` is above 0 (`positive`) or not missing
 * (`present`).
 */
export function standingBase(
  _question: Question,
  _vocabulary: Vocabulary,
): { question: Question; test: 'positive' | 'present' } {
  throw new Error('not built yet')
}
