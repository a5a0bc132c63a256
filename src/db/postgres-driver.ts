import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type { Pool, PoolClient, QueryResult as Answer } from 'pg'
import type { Value } from './dialect.ts'

/**
 * Kysely over a pool of PostgreSQL connections. A transaction takes the writers' lock first, so that what is read in it
 * stays true until it commits, as on SQLite; two kinds do without, see `BEGIN`.
 */
export function postgresKysely(pool: Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PostgresDriver(pool),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

/** A connection that can also carry out one statement for many rows without waiting for each answer. */
export interface ManyRows {
  /** `statement` with `$1`, `$2` …; returns the number of rows changed. */
  executeMany(statement: string, rows: Iterable<readonly Value[]>): Promise<number>
}

/** A connection that knows what it was told when it was opened. */
export interface Introduced {
  /** The number of the server's process, as whoever answered gave it: a pooler makes one up. */
  readonly introducedAs: number | undefined
}

/** Held until the transaction ends, one for each schema of a database, so PgBouncer may share connections out. */
const LOCK = 'select pg_advisory_xact_lock(1346720329, hashtext(current_schema()::text))'
/** Compiling a plan takes longer than most of ours run, and sorts of the daily run should stay off the disk. */
const SETTINGS = "set local jit = off; set local work_mem = '64MB'"
const ALONE = `begin; ${SETTINGS}; ${LOCK}`
const BEGIN: Readonly<Record<string, string>> = {
  /** Reads one moment; whoever changes the same row second is told so and begins anew. */
  snapshot: `begin isolation level repeatable read; ${SETTINGS}`,
  /** Beside other writers: the rows are locked by the statements themselves. */
  'read committed': 'begin',
}

class PostgresDriver implements Driver {
  readonly #pool: Pool
  readonly #connections = new WeakMap<PoolClient, PostgresConnection>()

  constructor(pool: Pool) {
    this.#pool = pool
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const client = await this.#pool.connect()
    const connection = this.#connections.get(client) ?? new PostgresConnection(client)
    this.#connections.set(client, connection)
    return connection
  }

  async beginTransaction(connection: DatabaseConnection, { isolationLevel }: TransactionSettings): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(BEGIN[isolationLevel ?? ''] ?? ALONE))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof PostgresConnection) connection.release()
  }

  async destroy(): Promise<void> {
    await this.#pool.end()
  }
}

/** Queries on their way at once. */
const MOST_AT_ONCE = 500

class PostgresConnection implements DatabaseConnection, ManyRows, Introduced {
  readonly #client: PoolClient
  /** What broke the transaction one is in: all else in it is refused for no reason of its own. */
  #broken: unknown

  constructor(client: PoolClient) {
    this.#client = client
  }

  get introducedAs(): number | undefined {
    return 'processID' in this.#client && typeof this.#client.processID === 'number'
      ? this.#client.processID
      : undefined
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    // Without parameters as plain text: that may hold several statements, of which the last is the answer.
    const given = parameters.length > 0 ? parameters.map(asSent) : undefined
    const answer: Answer | Answer[] = await this.#client.query(sql, given).catch((error) => this.#fail(error))
    const { rows, rowCount, command } = Array.isArray(answer) ? (answer.at(-1) as Answer) : answer
    if (!CHANGES.has(command)) return { rows: rows as R[] }
    return { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) }
  }

  async executeMany(statement: string, rows: Iterable<readonly Value[]>): Promise<number> {
    let changed = 0
    let sent: Promise<Answer>[] = []
    const arrive = async () => {
      // All answers are waited for: a connection goes back to the pool with none on its way.
      const answers = await Promise.allSettled(sent)
      sent = []
      for (const answer of answers) {
        if (answer.status === 'rejected') this.#fail(answer.reason)
        changed += answer.value.rowCount ?? 0
      }
    }
    for (const row of rows) {
      sent.push(this.#client.query(statement, row.map(asSent)))
      if (sent.length >= MOST_AT_ONCE) await arrive()
    }
    await arrive()
    return changed
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('rows are not streamed from PostgreSQL')
  }

  release(): void {
    this.#broken = undefined
    this.#client.release()
  }

  #fail(error: unknown): never {
    const refused = error instanceof Error && 'code' in error && error.code === IN_BROKEN_TRANSACTION
    if (!refused) this.#broken = error
    throw refused && this.#broken ? this.#broken : error
  }
}

const IN_BROKEN_TRANSACTION = '25P02'

const CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'SELECT INTO'])

/** Words are stored as 0 and 1, as on SQLite; no text of PostgreSQL holds the character zero. */
function asSent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asSent)
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '') : value
}
