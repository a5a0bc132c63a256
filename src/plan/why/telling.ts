import type { EvaluationOf } from '../../segments/index.ts'
import type { Slot } from '../due-rows.ts'
import type { PlanContext, PlanOptions } from '../plan.ts'
import type { DecidedStep } from './decided-steps.ts'

/** What is told from: the customer's own world, and what the plan decided in it. */
export interface Telling {
  readonly ctx: PlanContext & { readonly evaluation: EvaluationOf }
  readonly customer: number
  readonly options: PlanOptions
  readonly slot: Slot
  readonly steps: readonly DecidedStep[]
  /** The step that is asked about, if one is. */
  readonly step: string | undefined
}
