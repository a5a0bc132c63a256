import { statSync } from 'node:fs'
import { sql } from 'kysely'
import type { OpenDb } from './opened.ts'
import { onOneConnection } from './transaction.ts'

/** A log this long, in bytes, means that some program reads without an end (DB-08). */
export const LONGEST_LOG = 256 * 1024 * 1024

/** How the write-ahead log stands after an attempt to empty it; `busy`: another process still reads an older state. */
export interface LogState {
  readonly state: 'empty' | 'busy'
  readonly bytes: number
}

/**
 * Writes the log back into the database and cuts it to nothing, so that it does not grow for weeks (DB-08). `at once`
 * never waits for others, for while SQLite waits nothing else happens in this process.
 */
export function emptyLog(
  { db, dialect, file }: Pick<OpenDb, 'db' | 'dialect'> & { readonly file?: string | undefined },
  patience: 'wait' | 'at once',
): Promise<LogState> {
  if (dialect.name !== 'sqlite') return Promise.resolve({ state: 'empty', bytes: 0 })
  return onOneConnection(db, async (connection) => {
    const run = (text: string) => sql.raw<{ busy: number; timeout: number }>(text).execute(connection)
    const [{ timeout } = { timeout: 0 }] = (await run('pragma busy_timeout')).rows
    if (patience === 'at once') await run('pragma busy_timeout = 0')
    try {
      const [{ busy } = { busy: 0 }] = (await run('pragma wal_checkpoint(truncate)')).rows
      return { state: busy === 0 ? 'empty' : 'busy', bytes: bytesOf(file) }
    } finally {
      await run(`pragma busy_timeout = ${timeout}`)
    }
  })
}

function bytesOf(file: string | undefined): number {
  return file === undefined ? 0 : (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0)
}
