import type { Clause } from '../facts/index.ts'
import { clausesOf, type Rule } from './rule.ts'

/** The segments whose members a line asks for; `stage` asks for all of the shop's stages. */
export function segmentsOf(clause: Clause, stages: readonly string[]): readonly string[] {
  if ('fact' in clause.question && clause.question.fact === 'stage') return stages
  const { condition } = clause
  return condition.is === 'member' || condition.is === 'entered' || condition.is === 'left' ? condition.segments : []
}

/** The segments that rules ask for, each once. */
export function segmentsIn(rules: readonly Rule[], stages: readonly string[]): string[] {
  return [...new Set(rules.flatMap(clausesOf).flatMap((clause) => segmentsOf(clause, stages)))]
}
