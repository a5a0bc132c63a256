/** How long SQLite waits for the lock of another connection, in ms (DB-01). */
export const BUSY_TIMEOUT = 5000

/** True for an error that says: another connection holds the lock, or has written since we read. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
}
