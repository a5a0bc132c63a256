import { type Clause, isEventQuestion, type Vocabulary, type When } from '../../facts/index.ts'
import type { Rule } from '../rule.ts'

/** A rule as logic alone: segments and stages are replaced by their own rules, equal lines are equal atoms. */
export type Formula =
  | { readonly is: 'all' | 'any' | 'none'; readonly parts: readonly Formula[] }
  | { readonly is: 'at least'; readonly count: number; readonly parts: readonly Formula[] }
  | Atom

/** A line. `free`: nothing is known about its answer but that it is yes or no. */
export interface Atom {
  readonly is: 'asks'
  /** The canonical text: equal for equal lines. */
  readonly key: string
  readonly clause: Clause | 'free'
}

/** What reasoning needs to know of a shop. */
export interface Meaning {
  readonly vocabulary: Vocabulary
  readonly when: When
  /** The rules of the sound segments by name. */
  readonly segments: ReadonlyMap<string, Rule>
}

/** A rule that names segments of segments is opened up to this many lines; the rest stays closed. */
const MOST_LINES = 300

/** The logic of a rule. */
export function formulaOf(rule: Rule, meaning: Meaning): Formula {
  return opener(meaning).open(rule)
}

/** Holds where every part does. */
export function all(...parts: Formula[]): Formula {
  return { is: 'all', parts }
}

/** The plain complement. */
export function not(part: Formula): Formula {
  return { is: 'none', parts: [part] }
}

function opener({ vocabulary, segments }: Meaning) {
  const opened = new Map<string, Formula>()
  let lines = 0
  const free = (key: string): Atom => ({ is: 'asks', key, clause: 'free' })

  function open(rule: Rule): Formula {
    if (rule.is === 'line') return openLine(rule.clause)
    const parts = rule.rules.map(open)
    return rule.is === 'at least' ? { is: rule.is, count: rule.count, parts } : { is: rule.is, parts }
  }

  function openLine(clause: Clause): Formula {
    const { condition, question } = clause
    lines++
    if (!isEventQuestion(question) && question.fact === 'stage') return openStage(clause)
    if (condition.is === 'entered' || condition.is === 'left') return free(clause.text)
    if (condition.is !== 'member') return { is: 'asks', key: clause.text, clause }
    const parts = condition.segments.map((name) => {
      const long = condition.forDays === undefined ? [] : [free(`${name} for ${condition.forDays} days`)]
      return all(memberOf(name), ...long)
    })
    return { is: 'any', parts }
  }

  /** The first of the stages that holds. */
  function openStage({ condition, text }: Clause): Formula {
    const { stages } = vocabulary.shop
    const one = (name: string) => {
      const earlier = stages.slice(0, stages.indexOf(name)).map(memberOf)
      return all(memberOf(name), { is: 'none', parts: earlier })
    }
    const some: Formula = { is: 'any', parts: stages.map(memberOf) }
    if (condition.is === 'set') return some
    if (condition.is === 'not set') return not(some)
    if (condition.is !== 'one of') return free(text)
    return { is: 'any', parts: stages.filter((name) => condition.texts.includes(name)).map(one) }
  }

  function memberOf(name: string): Formula {
    const known = opened.get(name)
    if (known) return known
    const rule = segments.get(name)
    // Told apart while it is opened, so that a ring ends.
    opened.set(name, free(`in_segment: ${name}`))
    const formula = rule && lines < MOST_LINES ? open(rule) : free(`in_segment: ${name}`)
    opened.set(name, formula)
    return formula
  }

  return { open }
}
