import type { LogEvent } from 'kysely'
import { isBusy } from './busy.ts'
import type { Db, SqlDialect } from './dialect.ts'

/** An open database; `close` it when done. */
export interface OpenDb {
  readonly db: Db
  readonly dialect: SqlDialect
  /** In memory nobody else can open it; the others can be opened by their address from threads and processes. */
  readonly place: 'memory' | 'file' | 'server'
  /** The SQLite file, undefined elsewhere. */
  readonly file: string | undefined
  close(): Promise<void>
}

/** Hears of each query: its text without the values (PRIV-02), how long it took in ms, and its error if it failed. */
export type OnQuery = (sql: string, ms: number, error: unknown) => void

/** How Kysely tells of its queries. */
export function listening(onQuery: OnQuery | undefined) {
  if (!onQuery) return {}
  const log = (event: LogEvent) => {
    // Who finds the lock taken asks again: no failure yet.
    const failed = event.level === 'error' && !isBusy(event.error)
    onQuery(event.query.sql, event.queryDurationMillis, failed ? event.error : undefined)
  }
  return { log }
}
