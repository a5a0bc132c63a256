import { inject } from 'vitest'

/** The database this project of the tests runs on. Ask only for what one of them alone can do or show. */
export function whichDatabase(): 'sqlite' | 'postgres' {
  return inject('postgres') === undefined ? 'sqlite' : 'postgres'
}
