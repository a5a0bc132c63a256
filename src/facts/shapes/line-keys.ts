import type { KeyShape } from '../../yaml/index.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { eventKey } from './event-shape.ts'
import { factKey, type FileNames } from './fact-shape.ts'

/** Every key that a line of a rule may have: the facts and events of a shop, in the order of the reference. */
export function lineKeys(vocabulary: Vocabulary, names: FileNames): KeyShape[] {
  return [
    ...vocabulary.facts.map((fact) => factKey(fact, vocabulary, names)),
    ...vocabulary.events.map((event) => eventKey(event, vocabulary)),
  ]
}
