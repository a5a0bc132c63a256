import type { ModelFitsTable } from '../db/index.ts'
import type { BgNbd, GammaGamma } from '../models/index.ts'

/** The model of orders of a stored fit; undefined where there was none. */
export function bgNbdOf({ r, alpha, a, b }: Pick<ModelFitsTable, keyof BgNbd>): BgNbd | undefined {
  return r === null || alpha === null || a === null || b === null ? undefined : { r, alpha, a, b }
}

/** The model of order values of a stored fit; undefined where there was none. */
export function gammaGammaOf({ p, q, gamma }: Pick<ModelFitsTable, keyof GammaGamma>): GammaGamma | undefined {
  return p === null || q === null || gamma === null ? undefined : { p, q, gamma }
}
