/** How long SQLite waits for the lock of another connection, in ms (DB-01). */
export const BUSY_TIMEOUT = 5000

/** True for an error that says: another connection holds the lock, or has written since we read. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error)) return false
  const code = String(error.code)
  return code.startsWith('SQLITE_BUSY') || isUndone(error)
}

/** True for an error by which the database has undone a transaction that may simply be run again. */
export function isUndone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && AGAIN.has(String(error.code))
}

/** PostgreSQL's own: another has changed the row meanwhile; two waited for each other. */
const AGAIN = new Set(['40001', '40P01'])
