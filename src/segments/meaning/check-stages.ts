import type { Place, Problem } from '../../problem.ts'
import type { Rule } from '../rule.ts'
import { all, type Meaning, not } from './formula.ts'
import { findSeams, type Seam } from './find-seams.ts'
import { type Reasoning, reasonAbout } from './reasoning.ts'

/** Something wrong with the stages of a shop; `customers` are those whom it concerns, where they can be counted. */
export interface StageFinding {
  readonly problem: Problem
  readonly customers?: Rule
}

/**
 * The shop's stages held against each other: one that can never be reached because another holds first, and neighbours
 * on one scale (the days since the last order, say) that overlap or leave a gap. `places`: where the shop file names
 * each.
 */
export function checkStages(places: ReadonlyMap<string, Place>, meaning: Meaning): StageFinding[] {
  const { stages } = meaning.vocabulary.shop
  if (stages.some((name) => !meaning.segments.has(name))) return []
  const reasoning = reasonAbout([...meaning.segments.values()], meaning)
  const hidden = stages.flatMap((name, i) => unreachable(name, stages.slice(0, i), places.get(name), reasoning))
  const seen = stages.filter((name) => !hidden.some((one) => one.stage === name))
  const seams = findSeams(seen, reasoning)
  return [
    ...hidden.map(({ problem }) => ({ problem })),
    ...seams.map((seam) => (seam.is === 'overlap' ? overlap(seam) : gap(seam, stages))),
  ]
}

function unreachable(name: string, earlier: readonly string[], place: Place | undefined, reasoning: Reasoning) {
  const { meaning, everPossible } = reasoning
  const of = (stage: string) => reasoning.formula(memberOf(stage, place))
  const hidden = { is: 'none', parts: earlier.map(of) } as const
  if (earlier.length === 0 || everPossible(all(of(name), hidden))) return []
  if (!everPossible(of(name))) return []
  const alone = earlier.find((other) => !everPossible(all(of(name), not(of(other)))))
  const message = `Nobody is ever in the stage "${name}": ${alone ?? 'an earlier one'} holds whenever it does`
  const hint = alone ? `put ${name} before ${alone}` : 'the first stage that holds is the one'
  const order = meaning.vocabulary.shop.stages.filter((stage) => stage !== name)
  if (alone) order.splice(order.indexOf(alone), 0, name)
  const problem: Problem = {
    code: 'hidden-stage',
    severity: 'warning',
    message,
    hint,
    ...(alone ? { try: `stages: [${order.join(', ')}]` } : {}),
    ...(place ? { place } : {}),
  }
  return [{ stage: name, problem }]
}

function overlap({ stages: [first, second], range, place }: Seam): StageFinding {
  const message = `The stages ${first} and ${second} overlap: both hold "${range.clause.text}"`
  const hint = `those customers are in ${first}, which comes first`
  const problem: Problem = { code: 'stages-overlap', severity: 'warning', message, hint, place }
  return { problem, customers: { is: 'all', rules: [range, memberOf(first, place), memberOf(second, place)], place } }
}

function gap({ stages: [first, second], range, place }: Seam, stages: readonly string[]): StageFinding {
  const message = `No stage holds "${range.clause.text}"`
  const hint = `it lies between ${first} and ${second}`
  const problem: Problem = { code: 'stages-gap', severity: 'warning', message, hint, place }
  const outside: Rule = { is: 'none', rules: stages.map((name) => memberOf(name, place)), place }
  return { problem, customers: { is: 'all', rules: [range, outside], place } }
}

const NOWHERE: Place = { file: '', line: 1, column: 1, endLine: 1, endColumn: 2 }

function memberOf(name: string, place: Place = NOWHERE): Rule {
  const text = `in_segment: ${name}`
  return {
    is: 'line',
    clause: { question: { fact: 'in_segment' }, condition: { is: 'member', segments: [name] }, place, text },
  }
}
