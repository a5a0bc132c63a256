/** Resolves after so many ms. */
export function later(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
