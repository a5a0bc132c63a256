import type { Cell } from './cells.ts'
import { type Shortage, shortageOf } from './enough.ts'
import { maximise } from './maximise.ts'

/** What a fit gives: parameters to use, parameters not to use, or why there are none. */
export type Fit<P> = Found<P> | Shortage

/** Parameters and how far they can be trusted. Use them only where `outcome` is `converged`. */
export interface Found<P> {
  readonly outcome: 'converged' | 'not converged'
  readonly parameters: P
  /** How uncertain each parameter is (one standard deviation, from the curvature of the likelihood). */
  readonly standardErrors: P | undefined
  readonly logLikelihood: number
  readonly customers: number
  readonly evaluations: number
}

/** Fits a model of orders, unless the customers are too few to. */
export function fitWith<P>(
  cells: readonly Cell[],
  model: {
    readonly logLikelihood: (at: readonly number[]) => number
    readonly guess: readonly number[]
    readonly named: (at: readonly number[]) => P
    readonly seed: number
  },
): Fit<P> {
  const shortage = shortageOf(cells)
  if (shortage) return shortage
  return found(
    model,
    cells.reduce((sum, cell) => sum + cell.customers, 0),
  )
}

/** The maximum of a likelihood with the names of its parameters. */
export function found<P>(
  model: {
    readonly logLikelihood: (at: readonly number[]) => number
    readonly guess: readonly number[]
    readonly named: (at: readonly number[]) => P
    readonly seed: number
  },
  customers: number,
): Found<P> {
  const { outcome, at, logLikelihood, standardErrors, evaluations } = maximise(
    model.logLikelihood,
    model.guess,
    model.seed,
  )
  const errors = standardErrors && model.named(standardErrors)
  return { outcome, parameters: model.named(at), standardErrors: errors, logLikelihood, customers, evaluations }
}
