/** What is used of Cephes. Its own declarations are there, but its `exports` hide them from NodeNext. */
declare module 'cephes' {
  /** Settles when the WebAssembly is ready; until then the functions are missing. */
  export const compiled: Promise<void>
  /** Gauss's ₂F₁(a, b; c; x). */
  export function hyp2f1(a: number, b: number, c: number, x: number): number
  /** ln |Γ(x)|. */
  export function lgam(x: number): number
  /** The chance that a chi-square distributed number is larger than x. */
  export function chdtrc(degrees: number, x: number): number
  /** The normal distribution's part below x. */
  export function ndtr(x: number): number
}
