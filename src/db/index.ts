/** The only room that knows which database. */
export { DatabaseProblem } from './database-problem.ts'
export type { ColumnType, Db, DbContext, SqlDialect, Value } from './dialect.ts'
export { migrate, type Migrated } from './migrate.ts'
export { openDb, type OpenDb } from './open-db.ts'
export { postgresDialect } from './postgres.ts'
export type * from './schema.ts'
export { bucketOf, sqliteDialect } from './sqlite.ts'
export { inTransaction, onOneConnection, scratchName } from './transaction.ts'
