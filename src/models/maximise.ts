import numeric from 'numeric'
import { seededRandom } from './seeded-random.ts'

/** Where a likelihood is highest. All parameters are positive; they are sought as logarithms. */
export interface Maximum {
  /** `converged`: the slope is flat and every way leads down. `not converged`: do not use it. */
  readonly outcome: 'converged' | 'not converged'
  readonly at: readonly number[]
  readonly logLikelihood: number
  /** Of each parameter, from the curvature at the maximum; undefined where that is not a summit. */
  readonly standardErrors: readonly number[] | undefined
  /** How often the likelihood was worked out. */
  readonly evaluations: number
}

/**
 * Maximises a log-likelihood over positive parameters: quasi-Newton (BFGS of the package numeric; Nocedal & Wright 2006,
 * chapter 6) on their logarithms, from the two best of several starts scattered around the guess by the seed. What the
 * library returns is not believed: slope and curvature at the end are looked at.
 */
export function maximise(logLikelihood: (at: readonly number[]) => number, guess: readonly number[], seed: number) {
  let evaluations = 0
  const cost = (logs: readonly number[]): number => {
    evaluations++
    if (!logs.every((log, i) => distance(log, guess[i]) < 2 * FARTHEST)) return Number.POSITIVE_INFINITY
    const value = -logLikelihood(logs.map(Math.exp)) + wall(logs, guess)
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
  }
  const starts = startsAround(guess, seed)
    .map((logs) => ({ logs, cost: cost(logs) }))
    .filter((start) => Number.isFinite(start.cost))
    .sort((a, b) => a.cost - b.cost)
  const ends = starts.slice(0, CLIMBS).map(({ logs }) => climb(cost, logs))
  const best = ends.sort((a, b) => a.cost - b.cost)[0]
  const end = best ? summit(cost, best.logs) : undefined
  const at = (best?.logs ?? guess.map(Math.log)).map(Math.exp)
  const held = best?.logs.every((log, i) => distance(log, guess[i]) < FARTHEST)
  return {
    outcome: held && end?.flat ? 'converged' : 'not converged',
    at,
    logLikelihood: logLikelihood(at),
    standardErrors: end?.covariance?.map((row, i) => (at[i] ?? 0) * Math.sqrt(row[i] ?? 0)),
    evaluations,
  } satisfies Maximum
}

const STARTS = 12
const CLIMBS = 2
/** A parameter more than e⁹ times the guess is pushed back: then nothing in the data holds it. */
const FARTHEST = 9
/** Half the width of a difference that stands for a slope, in logarithms. */
const STEP = 1e-4
const CURVATURE_STEP = 1e-3
const MOST_ROUNDS = 200
/** Logarithms of parameters this close to each other are the same: a climb ends with a step shorter than this. */
const NEAR = 1e-5
/** A log-likelihood is called flat where one more step would gain less than this. */
const GAIN = 1e-4

function startsAround(guess: readonly number[], seed: number): number[][] {
  const random = seededRandom(seed)
  const scatter = (log: number) => log + 3 * (random() - 0.5)
  const logs = guess.map(Math.log)
  return [logs, ...Array.from({ length: STARTS - 1 }, () => logs.map(scatter))]
}

function wall(logs: readonly number[], guess: readonly number[]): number {
  const beyond = logs.map((log, i) => Math.max(0, distance(log, guess[i]) - FARTHEST))
  return 100 * beyond.reduce((sum, far) => sum + far * far, 0)
}

function distance(log: number, guess = 1): number {
  return Math.abs(log - Math.log(guess))
}

function climb(cost: (logs: readonly number[]) => number, start: readonly number[]) {
  const slope = (logs: number[]) => slopeOf(cost, logs, STEP)
  const { solution, f } = numeric.uncmin(cost, [...start], NEAR, slope, MOST_ROUNDS, undefined, {
    Hinv: diagonal(slope([...start])),
  })
  return { logs: solution, cost: f }
}

/** A first step of about half a unit, whatever the number of customers. */
function diagonal(slope: readonly number[]): number[][] {
  const size = 0.5 / Math.max(1, Math.hypot(...slope))
  return slope.map((_, i) => slope.map((_, j) => (i === j ? size : 0)))
}

function slopeOf(cost: (logs: readonly number[]) => number, logs: readonly number[], step: number): number[] {
  return logs.map((_, i) => (cost(moved(logs, i, step)) - cost(moved(logs, i, -step))) / (2 * step))
}

function moved(logs: readonly number[], i: number, by: number): number[] {
  return logs.map((log, j) => (i === j ? log + by : log))
}

/** Whether the end is a summit, and the covariance of the logarithms there: the inverse of the curvature. */
function summit(cost: (logs: readonly number[]) => number, logs: readonly number[]) {
  const rows = logs.map((_, i) => {
    const [up, down] = [CURVATURE_STEP, -CURVATURE_STEP].map((by) => slopeOf(cost, moved(logs, i, by), CURVATURE_STEP))
    return logs.map((_, j) => ((up?.[j] ?? 0) - (down?.[j] ?? 0)) / (2 * CURVATURE_STEP))
  })
  const curvature = rows.map((row, i) => row.map((value, j) => (value + (rows[j]?.[i] ?? 0)) / 2))
  if (!curvature.flat().every(Number.isFinite)) return { flat: false, covariance: undefined }
  const { values } = eigenvalues(curvature)
  if (Math.min(...values) <= STEEPNESS * Math.max(...values)) return { flat: false, covariance: undefined }
  const covariance = numeric.inv(curvature)
  const slope = slopeOf(cost, logs, STEP)
  return { flat: (numeric.dot(slope, numeric.dot(covariance, slope) as number[]) as number) < 2 * GAIN, covariance }
}

/** Below this share of the steepest curvature a direction counts as level: the data do not say how far to go. */
const STEEPNESS = 1e-8

function eigenvalues(matrix: number[][]): { values: number[] } {
  return { values: numeric.eig(matrix).lambda.x as number[] }
}
