import {
  type Clause,
  columnOf,
  type Question,
  type StandingCondition,
  standingBase,
  type Vocabulary,
} from '../facts/index.ts'

/** A line that is judged among all customers, with the name of the rows that hold its border. */
export interface Standing {
  readonly clause: Clause
  readonly condition: StandingCondition
  readonly name: string
}

/** True for a line that only the whole base can answer: top, bottom, average, median. */
export function needsBase(clause: Clause): boolean {
  return standingCondition(clause) !== undefined
}

/** The standings among lines, each once, named `border_1`, `border_2`, …. */
export function standingsIn(clauses: readonly Clause[]): Standing[] {
  const found = new Map<string, Standing>()
  for (const clause of clauses) {
    const condition = standingCondition(clause)
    const key = standingKey(clause)
    if (condition && !found.has(key)) found.set(key, { clause, condition, name: `border_${found.size + 1}` })
  }
  return [...found.values()]
}

/** What a profile must hold to judge these lines: their own answers, and who belongs to the base. */
export function standingQuestions(standings: readonly Standing[], vocabulary: Vocabulary): Question[] {
  return standings.flatMap(({ clause }) => [clause.question, standingBase(clause.question, vocabulary).question])
}

/** What tells equal standings from others. */
export function standingKey({ question, condition }: Clause): string {
  return `${columnOf(question)} ${JSON.stringify(condition)}`
}

function standingCondition({ condition }: Clause): StandingCondition | undefined {
  switch (condition.is) {
    case 'top share':
    case 'bottom share':
    case 'top customers':
    case 'bottom customers':
    case 'above':
    case 'below':
      return condition
    default:
      return undefined
  }
}
