import type { Condition } from './condition.ts'
import type { EventKind } from './event.ts'
import { kindNamed } from './kinds/index.ts'
import { sayWindow } from './kinds/segment.ts'
import { span } from './kinds/say-date.ts'
import type { EventQuestion } from './question.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The canonical line of a measured event: `bought: {category: tea, times: at least 2, within: 180 days}`. */
export function sayEvent(question: EventQuestion, condition: Condition, vocabulary: Vocabulary): string {
  const { shop } = vocabulary
  const event = vocabulary.event(question.event) as EventKind
  const key = measureKey(question)
  const measure = event.measures.find((one) => one.key === key)
  const once = key === 'times' && condition.is === 'at least' && 'amount' in condition && condition.amount === 1
  const measured = measure && !once ? [`${key}: ${kindNamed(measure.kind).say(condition, { fact: key, shop })}`] : []
  return `${question.event}: ${details([...filtersOf(question, vocabulary), ...measured, ...restOf(question, vocabulary)])}`
}

/** The key of a question's measure in a rule: `times`, `sum of price`. */
export function measureKey({ measure }: EventQuestion): string {
  return measure.property === undefined ? measure.name : `${measure.name} of ${measure.property}`
}

function filtersOf(question: EventQuestion, vocabulary: Vocabulary): string[] {
  const event = vocabulary.event(question.event) as EventKind
  return question.filters.map(({ name, condition }) => {
    const kind = event.filters.find((filter) => filter.name === name)?.kind ?? 'text'
    return `${name}: ${kindNamed(kind).say(condition, { fact: name, shop: vocabulary.shop })}`
  })
}

function restOf(question: EventQuestion, vocabulary: Vocabulary): string[] {
  const { window, followedBy } = question
  const parts = window ? [sayWindow(window)] : []
  if (!followedBy) return parts
  const follower = `${followedBy.event.event}: ${details(filtersOf(followedBy.event, vocabulary))}`
  const key = followedBy.happened === 'yes' ? 'followed_by' : 'not_followed_by'
  return [...parts, `${key}: {${follower}, within: ${span(followedBy.days, 'days')}}`]
}

function details(parts: readonly string[]): string {
  return parts.length === 0 ? 'anything' : `{${parts.join(', ')}}`
}
