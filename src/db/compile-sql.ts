import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Db, SqlDialect } from './dialect.ts'
import { postgresDialect } from './postgres.ts'
import type { Tables } from './schema.ts'
import { sqliteDialect } from './sqlite.ts'

/** A database that runs nothing: queries are written for it, to be read or run elsewhere. */
export interface Writer {
  readonly db: Db
  readonly dialect: SqlDialect
  /** The text of a query and its parameters in order. */
  write(query: RawBuilder<unknown>): { readonly sql: string; readonly parameters: readonly unknown[] }
}

/** A writer of SQL for a database, which need not be there. */
export function sqlWriter(name: SqlDialect['name']): Writer {
  const db: Db = new Kysely<Tables>({ dialect: name === 'sqlite' ? forSqlite : forPostgres })
  const write = (query: RawBuilder<unknown>) => {
    const { sql, parameters }: CompiledQuery = query.compile(db)
    return { sql, parameters }
  }
  return { db, dialect: name === 'sqlite' ? sqliteDialect() : postgresDialect(), write }
}

const forSqlite = {
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db: Db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
}

const forPostgres = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db: Db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
}
