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
import { SqliteIntrospector, type TransactionSettings } from 'kysely'
import { BUSY_TIMEOUT, isBusy } from './busy.ts'
import { DatabaseProblem } from './database-problem.ts'
import type { KeptTables } from './kept-tables.ts'

/**
 * Kysely over one better-sqlite3 connection: BEGIN IMMEDIATE (DB-03, DB-04), statements prepared once (DB-06), and no
 * waiting for the lock of another process in which nothing else could happen (DB-07). `alone`: nobody else can open the
 * database, and statements are read as it says.
 */
export function sqliteKysely(handle: Database.Database, alone?: Pick<KeptTables, 'inPlaceOf'>): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(handle, alone),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

const MOST_STATEMENTS = 300
/** How long to wait before asking for the lock again, in ms, as SQLite itself does; the last is repeated. */
const PAUSES = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100]
/** A minute. */
const MOST_TRIES = 600
const TOO_LONG = 'Another process has been writing to the database for a minute: try again when it is over'

class SqliteDriver implements Driver {
  readonly #handle: Database.Database
  readonly #connection: SqliteConnection
  #busy: Promise<void> | undefined
  #release: (() => void) | undefined

  constructor(handle: Database.Database, alone?: Pick<KeptTables, 'inPlaceOf'>) {
    this.#handle = handle
    this.#connection = new SqliteConnection(handle, (attempt) => this.#patiently(attempt), alone)
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

  /** `snapshot`: reads first and asks for the lock when it writes; see `readingFirst`. */
  async beginTransaction(_: DatabaseConnection, { isolationLevel }: TransactionSettings): Promise<void> {
    const begin = isolationLevel === 'snapshot' ? 'begin deferred' : 'begin immediate'
    await this.#patiently(() => this.#handle.prepare(begin).run())
  }

  /**
   * Tries what needs the lock until no other connection holds it. Between two tries other work goes on, on this
   * connection too: nothing has happened yet that it could disturb.
   */
  async #patiently<T>(attempt: () => T): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      this.#handle.pragma('busy_timeout = 0')
      try {
        return attempt()
      } catch (error) {
        if (!isBusy(error)) throw error
        if (tries === MOST_TRIES) throw new DatabaseProblem(TOO_LONG, { cause: error })
      } finally {
        this.#handle.pragma(`busy_timeout = ${BUSY_TIMEOUT}`)
      }
      await this.releaseConnection()
      await new Promise((later) => setTimeout(later, PAUSES[tries] ?? PAUSES.at(-1)))
      await this.acquireConnection()
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

/** Waits for the lock without stopping everything else. */
type Patiently = <T>(attempt: () => T) => Promise<T>

/** What changes rows; a setting of the connection or a checkpoint knows for itself how long it waits. */
const WRITES = /^\s*(insert|update|delete|with)\b/i

class SqliteConnection implements DatabaseConnection {
  readonly #handle: Database.Database
  readonly #patiently: Patiently
  readonly #alone: Pick<KeptTables, 'inPlaceOf'> | undefined
  readonly #statements = new Map<string, Database.Statement<unknown[]>>()

  constructor(handle: Database.Database, patiently: Patiently, alone?: Pick<KeptTables, 'inPlaceOf'>) {
    this.#handle = handle
    this.#patiently = patiently
    this.#alone = alone
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const text = this.#alone ? this.#alone.inPlaceOf(query.sql) : query.sql
    if (text === undefined) return { rows: [] }
    const statement = this.#prepared(text)
    const parameters = query.parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value))
    const run = (): QueryResult<R> => {
      if (statement.reader) return { rows: statement.all(...parameters) as R[] }
      const { changes, lastInsertRowid } = statement.run(...parameters)
      return { numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid), rows: [] }
    }
    const mayWait = !this.#alone && !statement.readonly && !this.#handle.inTransaction && WRITES.test(text)
    return mayWait ? this.#patiently(run) : run()
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    const text = this.#alone?.inPlaceOf(query.sql) ?? query.sql
    const statement = this.#handle.prepare<unknown[]>(text)
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
