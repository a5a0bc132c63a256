import { inject } from 'vitest'

/** The database this project of the tests runs on. Ask only for what one of them alone can do or show. */
export function whichDatabase(): 'sqlite' | 'postgres' {
  // Screenshots open the demo shop of the tests outside of them.
  if (process.env.VITEST === undefined) return 'sqlite'
  return inject('postgres') === undefined ? 'sqlite' : 'postgres'
}

/** How many of so many random worlds: on PostgreSQL, where each statement is a way there and back, a tenth (all in full). */
export function sampleOf(worlds: number): number {
  const all = whichDatabase() === 'sqlite' || process.env.FAULTS === 'full'
  return all ? worlds : Math.max(3, Math.round(worlds / 10))
}
