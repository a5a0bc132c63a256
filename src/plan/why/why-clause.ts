import type { ExplainedGroup } from '../../segments/index.ts'
import type { Reason } from '../plan.ts'
import type { Found } from './found.ts'

/** One line of an answer: what was asked, at which place, what is true of the customer, and whether it speaks for the email. */
export interface WhyClause {
  readonly text: string
  readonly file: string | null
  readonly line: number | null
  /** What is true of the customer, in English; `found` is the same as data. */
  readonly value: string
  readonly found: Found
  readonly holds: boolean
  /** The groups around it of which not every part must hold, the outermost first. */
  readonly within: readonly ExplainedGroup[]
  /** What the plan calls it when it does not hold. */
  readonly reason: Reason
}
