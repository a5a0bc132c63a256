import type { Instant } from '../clock.ts'
import { onOneConnection } from '../db/index.ts'
import { columnOf, type Fact, type FactValue, type KindName } from '../facts/index.ts'
import { openEvaluationOf } from '../segments/index.ts'
import { evaluationContext } from './contexts.ts'
import type { App } from './open-app.ts'

/** A fact of a customer. */
export interface CustomerFact {
  readonly name: string
  readonly kind: KindName
  /** One sentence that says what it is. */
  readonly doc: string
  /** As the profile holds it: numbers, minor units, instants, words, or null where it is missing. */
  readonly value: FactValue
}

/**
 * What rules know of one customer (key) as of `now`: facts that need no name and not the rest of the base, in the order
 * of the reference. Texts are left out: the profile holds them folded, and the stored row tells them as they are.
 */
export function customerFacts(app: App, now: Instant, customer: number): Promise<readonly CustomerFact[]> {
  const facts = app.vocabulary.facts.filter(isPlain)
  return onOneConnection(app.db, async (db) => {
    const evaluation = await openEvaluationOf(evaluationContext(app, db, now), customer)
    try {
      const answers = await evaluation.answers(facts.map(({ name }) => ({ fact: name })))
      return facts.map(({ name, kind, doc }) => {
        return { name, kind, doc, value: answers[columnOf({ fact: name })] ?? null }
      })
    } finally {
      await evaluation.close()
    }
  })
}

function isPlain({ rows, answers, kind }: Fact): boolean {
  if (answers !== undefined || TEXTS.includes(kind)) return false
  return rows !== 'segments' && rows !== 'scores' && rows !== 'attributes'
}

const TEXTS: readonly KindName[] = ['text', 'country', 'language', 'share']
