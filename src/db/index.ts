/** The only room that knows which database. */
export { databaseAddress } from './address.ts'
export { type Backup, backUp, type OnCopied } from './back-up.ts'
export { DatabaseProblem } from './database-problem.ts'
export { type Examined, examineOnThread } from './copy-thread.ts'
export { closedBatch } from './closed-batch.ts'
export { sqlWriter, type Writer } from './compile-sql.ts'
export type { ColumnType, Db, DbContext, Numbers, SqlDialect, Value } from './dialect.ts'
export type * from './message-tables.ts'
export { type CopiedShop, type CopyOptions, copyShop } from './copy/copy-shop.ts'
export { dropUnfinished } from './copy/drop-unfinished.ts'
export { emptyLog, LONGEST_LOG, type LogState } from './empty-log.ts'
export { type FileSystem, fileSystemOf } from './file-system.ts'
export { isGone } from './is-gone.ts'
export {
  addJobs,
  countJobs,
  dropJobs,
  engineName,
  type Job,
  type JobCount,
  type JobName,
  keepEngineSmall,
} from './jobs.ts'
export { lendEmptyDb } from './lend-empty-db.ts'
export { lookInDb } from './look-in-db.ts'
export { migrate, type Migrated } from './migrate.ts'
export { forgetNote, note, noted } from './notes.ts'
export { oneMoment } from './one-moment.ts'
export { openCopy } from './open-copy.ts'
export { openDb, openTarget } from './open-db.ts'
export { openEnginePool } from './open-engine-pool.ts'
export type { OnQuery, OpenDb } from './opened.ts'
export { type OwnTable, withOwnTables } from './own-tables.ts'
export { packedId, unpackedId } from './packed-id.ts'
export { PERSONAL_COLUMNS } from './personal-columns.ts'
export { postgresDialect } from './postgres.ts'
export type * from './recommend-tables.ts'
export type * from './response-tables.ts'
export { type AgeCurvesTable, ageCurves, type ModelFitsTable } from './prediction-tables.ts'
export type * from './schema.ts'
export { sentCampaigns } from './sent-campaigns.ts'
export { serverIdentity } from './server-identity.ts'
export { freshStatistics } from './statistics.ts'
export { settingFaults } from './setting-faults.ts'
export { type ServerState, serverState } from './server-state.ts'
export { freePages, type Storage, storageOf, type TableStorage } from './storage.ts'
export { type Staged, stage, swapIn } from './swap-in.ts'
export { withAttached } from './with-attached.ts'
export { bucketOf, sqliteDialect } from './sqlite.ts'
export { besideOthers, inTransaction, onOneConnection, readingFirst, scratchName } from './transaction.ts'
export { wipeTraces, type Wiped } from './wipe-traces.ts'
export { writersOf } from './writers-of.ts'
