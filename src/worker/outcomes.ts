import type { Delivery } from '../deliver/index.ts'

/** Emails by what came of them. */
export type Outcomes = Pick<Delivery, 'submitted' | 'failed' | 'uncertain' | 'skipped'>

/** In the order in which they are told. */
export const OUTCOMES = ['submitted', 'failed', 'uncertain', 'skipped'] as const
