import type Database from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteQueryCompiler,
} from 'kysely'
import type { Dialect, Kysely } from 'kysely'
import { SqliteIntrospector } from 'kysely'

/** Kysely over one better-sqlite3 connection: BEGIN IMMEDIATE (DB-03, DB-04) and statements prepared once (DB-06). */
export function sqliteKysely(handle: Database.Database): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(handle),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

const MOST_STATEMENTS = 300
/** About a minute together with the busy timeout; between two tries other work of the process goes on. */
const MOST_TRIES = 12
const PAUSE_BETWEEN_TRIES = 20

class SqliteDriver implements Driver {
  readonly #handle: Database.Database
  readonly #connection: SqliteConnection
  #busy: Promise<void> | undefined
  #release: (() => void) | undefined

  constructor(handle: Database.Database) {
    this.#handle = handle
    this.#connection = new SqliteConnection(handle)
  }

  async init(): Promise<void> {}

  /** One connection: whoever comes second waits. */
  async acquireConnection(): Promise<DatabaseConnection> {
    while (this.#busy) await this.#busy
    this.#busy = new Promise((resolve) => {
      this.#release = resolve
    })
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    const release = this.#release
    this.#busy = undefined
    this.#release = undefined
    release?.()
  }

  /** Nothing has happened yet when another process holds the lock for longer than the busy timeout: asks again. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await connection.executeQuery(CompiledQuery.raw('begin immediate'))
        return
      } catch (error) {
        if (!isBusy(error) || tries === MOST_TRIES) throw error
        await new Promise((later) => setTimeout(later, PAUSE_BETWEEN_TRIES))
      }
    }
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#handle.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async destroy(): Promise<void> {
    this.#handle.close()
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #handle: Database.Database
  readonly #statements = new Map<string, Database.Statement<unknown[]>>()

  constructor(handle: Database.Database) {
    this.#handle = handle
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.#prepared(query.sql)
    const parameters = query.parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value))
    if (statement.reader) return { rows: statement.all(...parameters) as R[] }
    const { changes, lastInsertRowid } = statement.run(...parameters)
    return { numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid), rows: [] }
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    const statement = this.#handle.prepare<unknown[]>(query.sql)
    let rows: R[] = []
    for (const row of statement.iterate(...query.parameters)) {
      rows.push(row as R)
      if (rows.length < chunkSize) continue
      yield { rows }
      rows = []
    }
    if (rows.length > 0) yield { rows }
  }

  #prepared(text: string): Database.Statement<unknown[]> {
    const known = this.#statements.get(text)
    if (known) return known
    const statement = this.#handle.prepare<unknown[]>(text)
    // A statement over a scratch table is of no use once the table is gone.
    if (text.includes('scratch_') || /^(begin|commit|rollback|create|drop|alter|pragma)/.test(text)) return statement
    if (this.#statements.size >= MOST_STATEMENTS) this.#statements.clear()
    this.#statements.set(text, statement)
    return statement
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
}
