import type { Checked } from '../problem.ts'
import type { YamlEntry } from '../yaml/index.ts'
import { type ClauseReading, placeOfEntry, unknownName } from './clause-reading.ts'
import type { Fact } from './fact.ts'
import type { PhraseReading } from './kind.ts'
import { kindNamed } from './kinds/index.ts'
import type { Clause, FactQuestion } from './question.ts'
import { readEventLine } from './read-event.ts'
import type { Vocabulary } from './vocabulary.ts'

/** One key of a rule line (`fact: phrase` or `event: {…}`) as clauses: every mistake with its place and the line to paste. */
export function readClause(entry: YamlEntry, reading: ClauseReading): Checked<Clause[]> {
  const fact = reading.vocabulary.fact(entry.key)
  if (fact) return readFactLine(entry, fact, reading.vocabulary)
  if (reading.vocabulary.event(entry.key)) return readEventLine(entry, reading)
  return { problems: [unknownName(entry, reading.vocabulary)] }
}

function readFactLine(entry: YamlEntry, fact: Fact, vocabulary: Vocabulary): Checked<Clause[]> {
  const kind = kindNamed(fact.kind)
  const reading: PhraseReading = {
    fact: fact.name,
    shop: vocabulary.shop,
    ...(fact.words ? { words: fact.words } : {}),
    ...(fact.known ? { known: fact.known } : {}),
  }
  const { value: condition, problems } = kind.parse(entry.value, reading)
  if (!condition) return { problems }
  const question = questionOf(fact, condition)
  const text = `${fact.name}: ${kind.say(condition, reading)}`
  return { value: [{ question, condition, place: placeOfEntry(entry), text }], problems }
}

function questionOf(fact: Fact, condition: Clause['condition']): FactQuestion {
  if (fact.answers === 'asked') return asked(fact, condition)
  if (fact.answers === 'named' && 'name' in condition) return { fact: fact.name, name: condition.name }
  return { fact: fact.name }
}

function asked(fact: Fact, condition: Clause['condition']): FactQuestion {
  switch (condition.is) {
    case 'one of':
    case 'contains':
    case 'starts with':
    case 'ends with':
    case 'set':
    case 'not set':
      return { fact: fact.name, asked: condition }
    default:
      throw new Error(`a list is not asked "${condition.is}"`)
  }
}
