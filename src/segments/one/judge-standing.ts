import { columnOf, type FactValue, standingBase, type Vocabulary } from '../../facts/index.ts'
import type { Standing } from '../standing.ts'
import type { Border } from '../carry/states.ts'
import type { Answers } from './one-customer.ts'

/** Whether the customer belongs to those among whom a standing is judged. */
export function isRanked({ clause }: Standing, answers: Answers, vocabulary: Vocabulary): boolean {
  const among = standingBase(clause.question, vocabulary)
  const value = answers[columnOf(clause.question)] ?? null
  return value !== null && belongs(answers[columnOf(among.question)] ?? null, among.test)
}

/** The same as the predicate of a standing in SQL, for one customer who is ranked. */
export function judgeStanding({ clause, condition }: Standing, answers: Answers, id: string, border: Border): boolean {
  const own = Number(answers[columnOf(clause.question)] ?? 0)
  switch (condition.is) {
    case 'top share':
      return border !== null && own >= border.value
    case 'bottom share':
      return border !== null && own <= border.value
    case 'above':
      return border !== null && own > border.value
    case 'below':
      return border !== null && own < border.value
    case 'top customers':
      return border === null || own > border.value || (own === border.value && id <= (border.id ?? id))
    case 'bottom customers':
      return border === null || own < border.value || (own === border.value && id <= (border.id ?? id))
    default:
      return condition satisfies never
  }
}

function belongs(answer: FactValue, test: 'positive' | 'present'): boolean {
  return test === 'positive' ? Number(answer ?? 0) > 0 : answer !== null
}
