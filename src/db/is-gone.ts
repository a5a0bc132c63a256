import { DatabaseProblem } from './database-problem.ts'

/** True for an error that says: the server of the database cannot be reached, or has just closed the connection. */
export function isGone(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isGone)
  if (!(error instanceof Error)) return false
  // Said anew, for people.
  if (error instanceof DatabaseProblem) return isGone(error.cause)
  const code = 'code' in error ? String(error.code) : ''
  return (
    code.startsWith('08') ||
    GONE.has(code) ||
    /^Connection terminated|is not queryable|^timeout exceeded when trying to connect/.test(error.message)
  )
}

/** PostgreSQL's own for a shutdown, a restart, no connection left and a database that was dropped; and those of the network. */
const GONE = new Set(['57P01', '57P02', '57P03', '53300', '3D000', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])
