/** The tables of predictions: what a shop's orders looked like to the models, week by week. */
export interface PredictionTables {
  model_fits: ModelFitsTable
  age_curves: AgeCurvesTable
}

/**
 * The models fitted to the orders before a day (its number), which hold from that day to the next fit. Without
 * parameters there was no model of orders (`r` …) or of order values (`p` …).
 */
export interface ModelFitsTable {
  day: number
  made_at: number
  /** BG/NBD in weeks. */
  r: number | null
  alpha: number | null
  a: number | null
  b: number | null
  log_likelihood: number | null
  /** Who was fitted. */
  customers: number
  /** Gamma-Gamma in major units of the shop's currency. */
  p: number | null
  q: number | null
  gamma: number | null
  /** For how many days ahead the curves are, and what a year later is worth less. */
  days: number
  discount: number
  /** The curves go up to this many repeat orders. */
  most: number
}

/** What is expected of a customer with `x` repeat orders who has not left, by age: a polynomial (models, age-curve). */
export interface AgeCurvesTable extends Coefficients {
  day: number
  /** Of the orders in the days ahead, or of the same discounted. */
  curve: 'orders' | 'discounted'
  x: number
}

/** How age curves are laid down: so many coefficients, for ages of up to so many weeks (thirty years). */
export const ageCurves = { coefficients: 16, oldest: 1566 } as const

/** By powers of the age. */
type Coefficients = Record<`c${number}`, number>
