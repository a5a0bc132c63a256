import type { PlanOptions } from './plan.ts'

/** The steps of planning a day in their order; each takes seconds where there are a million customers. */
const steps = ['segments', 'day before', 'starts', 'rules', 'permission', 'calendar', 'ranks', 'counts'] as const

export type PlanStep = (typeof steps)[number]

/** Tells whoever listens that a step begins: how many are done, of how many. */
export function beginStep({ onStep }: Pick<PlanOptions, 'onStep'>, step: PlanStep): void {
  onStep?.(steps.indexOf(step), steps.length)
}
