import pg from 'pg'
import { DatabaseProblem } from './database-problem.ts'

/** Connections of one process; each worker adds as many. */
const MOST_CONNECTIONS = 10
const PATIENCE = 10_000

/**
 * A pool of connections to the PostgreSQL of a URL. Whole numbers and sums arrive as numbers and conditions as 0 and 1,
 * as on SQLite. Nothing is opened before the first query. Nothing belongs to a session, so PgBouncer may share
 * connections out by transaction.
 */
export function postgresPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: PATIENCE,
    keepAlive: true,
    application_name: 'perennial',
    // The queries of `runMany` follow each other without waiting.
    pipeline: true,
    types: { getTypeParser: parserOf },
  } as pg.PoolConfig)
  // A connection that breaks while nobody uses it is replaced by the next query; one in use fails that query.
  pool.on('error', () => {})
  // Also between two queries of whoever holds it: nobody else would hear, and the process would end.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/**
 * A pool for the engine of jobs, which reads values as the driver gives them. A connection that breaks, also one that is
 * being closed, must not end the process.
 */
export function enginePool(url: string, most: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    keepAlive: true,
    application_name: 'perennial worker',
  })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** PostgreSQL's own numbers of its types. */
const BOOLEAN = 16
const INT8 = 20
const NUMERIC = 1700

const asNumber = (text: string): number => Number(text)
const asWord = (text: string): number => (text === 't' ? 1 : 0)

function parserOf(type: number, format?: 'text' | 'binary') {
  if (format !== 'binary' && (type === INT8 || type === NUMERIC)) return asNumber
  if (format !== 'binary' && type === BOOLEAN) return asWord
  return pg.types.getTypeParser(type, format)
}

/** What went wrong while the database was opened, as a sentence for people; the password is not in it. */
export function connectionProblem(url: string, error: unknown): DatabaseProblem {
  const { host, database } = namedIn(url)
  const reason = reasonOf(error)
  return new DatabaseProblem(`PostgreSQL at ${host} does not open the database "${database}": ${reason}`, {
    cause: error,
  })
}

function namedIn(url: string): { host: string; database: string } {
  try {
    const { host, pathname } = new URL(url)
    return { host: host || 'this computer', database: decodeURIComponent(pathname.slice(1)) || 'postgres' }
  } catch {
    return { host: 'an address that cannot be read', database: '' }
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known =
    REASONS[code] ?? (error instanceof Error ? OF_A_POOLER.find(([said]) => said.test(error.message))?.[1] : '')
  if (known) return known
  // Several addresses were tried: an error of errors without words.
  if (error instanceof AggregateError) return reasonOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody answers there: is the server running, and is the port right?',
  ENOTFOUND: 'there is no such host: look at the address in DATABASE_URL',
  ETIMEDOUT: 'no answer: is a firewall between?',
  '28P01': 'the password is wrong',
  '28000': 'this user may not connect (pg_hba.conf)',
  '3D000': 'there is no such database: create it first (createdb)',
  '42501': 'this user may not create tables there: grant create on schema public',
  '53300': 'the server has no connection left: raise max_connections or put PgBouncer in front',
}

/** What PgBouncer says has one code for all; after the last of them nothing but a new connection helps. */
const OF_A_POOLER: readonly (readonly [RegExp, string])[] = [
  [
    /statement pooling mode/,
    'PgBouncer is in statement mode, which takes no transactions: set pool_mode = transaction',
  ],
  [
    /unsupported startup parameter/,
    'PgBouncer takes no options in DATABASE_URL: leave them out, and say alter role … in database … set search_path = …',
  ],
  [/no more connections allowed/, 'PgBouncer has no connection left: raise max_client_conn'],
  [/query_wait_timeout/, 'PgBouncer had no connection to the server free in time: raise default_pool_size'],
]
