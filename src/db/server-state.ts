import { CompiledQuery, sql } from 'kysely'
import type { Db } from './dialect.ts'
import type { Introduced } from './postgres-driver.ts'

/** What a PostgreSQL server tells of itself. */
export interface ServerState {
  /** `server_version_num`: 170010. */
  readonly version: number
  readonly encoding: string
  /** Settings as `show` tells them, by name. */
  readonly settings: Readonly<Record<string, string>>
  /** A standby that only follows. */
  readonly role: 'leads' | 'follows'
  /** Connections that are open now, of all databases. */
  readonly connections: number
  /** Whether we speak to the server itself, or to PgBouncer or the like, which shares its connections out. */
  readonly reached: 'directly' | 'through a pooler'
  /** How long the oldest open transaction of this database has been open, in ms; 0: there is none. */
  readonly oldestTransaction: number
  /** Tables of which much is dead rows, the worst first. */
  readonly bloated: readonly { readonly table: string; readonly dead: number; readonly live: number }[]
}

const SETTINGS = ['fsync', 'full_page_writes', 'synchronous_commit', 'max_connections', 'max_locks_per_transaction']
/** Fewer dead rows are nothing; autovacuum comes when there is one to five live ones. */
const MANY_DEAD = 10_000
const LIVE_BESIDE_DEAD = 2

/** Asks the server; changes nothing, and needs no more rights than the shop itself. */
export async function serverState(db: Db): Promise<ServerState> {
  const { rows } = await sql<{ name: string; value: string }>`
    select name, setting as value
    from pg_settings
    where name in (${sql.join([...SETTINGS, 'server_version_num', 'server_encoding'])})`.execute(db)
  const settings = Object.fromEntries(rows.map(({ name, value }) => [name, value]))
  const now = await sql<{ follows: number; connections: number; oldest: number | null }>`
    select pg_is_in_recovery() as follows, count(*) as connections,
      max(case
        when datname = current_database() and pid <> pg_backend_pid()
        then extract(epoch from now() - xact_start) * 1000
      end) as oldest
    from pg_stat_activity
    where backend_type = 'client backend'`.execute(db)
  const bloated = await sql<{ table: string; dead: number; live: number }>`
    select relname as "table", n_dead_tup as dead, n_live_tup as live
    from pg_stat_user_tables
    where schemaname = current_schema()
      and n_dead_tup > ${MANY_DEAD}
      and n_dead_tup * ${LIVE_BESIDE_DEAD} > n_live_tup
    order by n_dead_tup desc, relname`.execute(db)
  return {
    version: Number(settings.server_version_num),
    encoding: settings.server_encoding ?? '',
    settings,
    role: now.rows[0]?.follows === 1 ? 'follows' : 'leads',
    connections: now.rows[0]?.connections ?? 0,
    reached: await howReached(db),
    oldestTransaction: now.rows[0]?.oldest ?? 0,
    bloated: bloated.rows,
  }
}

/** The process that answers is not the one that introduced itself: somebody stands between. */
function howReached(db: Db): Promise<ServerState['reached']> {
  return db.getExecutor().provideConnection(async (connection) => {
    const { rows } = await connection.executeQuery<{ pid: number }>(CompiledQuery.raw('select pg_backend_pid() as pid'))
    const told = isIntroduced(connection) ? connection.introducedAs : undefined
    return told === undefined || told === rows[0]?.pid ? 'directly' : 'through a pooler'
  })
}

function isIntroduced(connection: object): connection is Introduced {
  return 'introducedAs' in connection
}
