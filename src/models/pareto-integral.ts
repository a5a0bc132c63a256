import { gaussLegendre } from './gauss-legendre.ts'

/**
 * ln ∫ s (alpha+τ)^−(r+x) (beta+τ)^−(s+1) dτ from tx to T: that the customer left after the last order. All of it is
 * positive, so nothing cancels. With m the smaller of alpha and beta, τ + m grows by equal shares from panel to panel;
 * in its logarithm the integrand is nearly an exponential, which ten places a panel (five where little changes) give to
 * about 1e-12.
 */
export function logLeft(
  { r, alpha, s, beta }: { r: number; alpha: number; s: number; beta: number },
  x: number,
  tx: number,
  T: number,
): number {
  if (T <= tx) return Number.NEGATIVE_INFINITY
  const orders = r + x
  const leaving = s + 1
  const small = Math.min(alpha, beta) + tx
  const q = small / (Math.max(alpha, beta) + tx)
  const to = Math.log1p((T - tx) / small)
  const integral =
    small * (alpha < beta ? fromLastOrder(1 - orders, leaving, q, to) : fromLastOrder(1 - leaving, orders, q, to))
  return Math.log(s * integral) - orders * Math.log(alpha + tx) - leaving * Math.log(beta + tx)
}

/** ∫ exp(k v) (1 + q (eᵛ − 1))^−n dv from 0 to `to`, for 0 < q ≤ 1. */
function fromLastOrder(k: number, n: number, q: number, to: number): number {
  // It falls at least as fast as at its beginning: what comes after e^−45 of it is lost in rounding.
  const fall = n * q - k
  const end = fall > 0 ? Math.min(to, DEEP / fall) : to
  const drop = Math.abs(k * end - n * Math.log1p(q * Math.expm1(end)))
  const { at, weight } = end < WIDTH / 3 && drop < DROP / 4 ? FIVE : TEN
  const panels = Math.ceil(Math.max(end / WIDTH, drop / DROP))
  const width = end / panels
  let sum = 0
  for (let panel = 0; panel < panels; panel++) {
    for (let i = 0; i < at.length; i++) {
      const v = (panel + (at[i] as number)) * width
      sum += (weight[i] as number) * Math.exp(k * v - n * Math.log1p(q * Math.expm1(v)))
    }
  }
  return sum * width
}

const FIVE = gaussLegendre(5)
const TEN = gaussLegendre(10)
const DEEP = 45
/** Of a panel: its width, and by how much the logarithm of the integrand changes in it. */
const WIDTH = 1.5
const DROP = 6
