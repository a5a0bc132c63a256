import { fold } from '../text/index.ts'
import type { Condition, TextCondition } from './condition.ts'
import { isEventQuestion, type Question } from './question.ts'
import type { Vocabulary } from './vocabulary.ts'

/** More parts of words than this in one rule are not reasoned about. */
const MOST_PARTS = 5
/** Stands between two parts, so that they make no third one where they meet; no text of a shop has it. */
const GAP = '\u0001'
const OTHER = `${GAP}other`

/**
 * Texts that stand for all texts, as far as these conditions tell them apart: each one named, every mix of beginnings,
 * parts and endings, and one that is like none of them. Undefined where there are too many.
 */
export function possibleTexts(
  question: Question,
  conditions: readonly Condition[],
  vocabulary: Vocabulary,
): readonly string[] | undefined {
  if (isEventQuestion(question)) return undefined
  const fact = vocabulary.fact(question.fact)
  if (fact?.words) return fact.words.map(fold)
  const of = (is: TextCondition['is']) =>
    conditions.flatMap((condition) => (condition.is === is && 'texts' in condition ? condition.texts : []))
  const [named, begins, contained, ends] = [of('one of'), of('starts with'), of('contains'), of('ends with')]
  if (begins.length + contained.length + ends.length > MOST_PARTS) return undefined
  const wider = fact?.kind === 'language' ? named.map((text) => `${text}-zz`) : []
  const mixed = ['', ...begins].flatMap((first) =>
    subsets(contained).flatMap((middle) =>
      ['', ...ends].map((last) => [first, ...middle, last].filter(Boolean).join(GAP)),
    ),
  )
  return [...new Set([...named, ...wider, ...mixed.filter(Boolean), OTHER])]
}

function subsets([first, ...rest]: readonly string[]): string[][] {
  if (first === undefined) return [[]]
  const others = subsets(rest)
  return [...others, ...others.map((set) => [first, ...set])]
}
