import type { BgNbd, History } from '../../src/models/index.ts'

/** A draw from the gamma distribution (Marsaglia & Tsang 2000), `rate` being the inverse of its scale. */
export function drawGamma(random: () => number, shape: number, rate: number): number {
  if (shape < 1) return drawGamma(random, shape + 1, rate) * random() ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const normal = drawNormal(random)
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - random()) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return (d * v) / rate
  }
}

/** A customer who behaves as BG/NBD says, watched for T weeks and then for `later` more. */
export function drawBgNbd(random: () => number, { r, alpha, a, b }: BgNbd, T: number, later = 0): Watched {
  const rate = drawGamma(random, r, alpha)
  const [one, other] = [drawGamma(random, a, 1), drawGamma(random, b, 1)]
  return watch(random, rate, T, later, () => random() < one / (one + other))
}

/** A customer who behaves as Pareto/NBD says. */
export function drawParetoNbd(random: () => number, p: Pareto, T: number, later = 0): Watched {
  const rate = drawGamma(random, p.r, p.alpha)
  const end = -Math.log(1 - random()) / drawGamma(random, p.s, p.beta)
  return watch(random, rate, Math.min(T, end), Math.max(0, Math.min(later, end - T)), () => false, T, end > T)
}

/** What is seen of a customer until today, whether she is still one, and her orders after today. */
export interface Watched extends History {
  readonly alive: boolean
  readonly later: number
}

interface Pareto {
  readonly r: number
  readonly alpha: number
  readonly s: number
  readonly beta: number
}

function watch(
  random: () => number,
  rate: number,
  until: number,
  later: number,
  leaves: () => boolean,
  T = until,
  stays = true,
): Watched {
  let [x, tx, after, gone] = [0, 0, 0, !stays]
  for (let t = gap(random, rate); t <= until + later; t += gap(random, rate)) {
    if (t <= until) {
      x++
      tx = t
    } else after++
    if (!leaves()) continue
    if (t <= until) gone = true
    break
  }
  return { x, tx, T, alive: !gone, later: after }
}

function gap(random: () => number, rate: number): number {
  return -Math.log(1 - random()) / rate
}

function drawNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
