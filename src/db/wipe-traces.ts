import { sql } from 'kysely'
import type { OpenDb } from './open-db.ts'

/**
 * Rewrites the database so that nothing deleted can be read from its files any more: the pages, the write-ahead log and
 * the samples of the planner would keep the text (PRIV-03). Needs as much free space as the database; never inside a
 * transaction.
 */
export async function wipeTraces({ db, dialect }: Pick<OpenDb, 'db' | 'dialect'>): Promise<void> {
  if (dialect.name !== 'sqlite') return
  await sql`drop table if exists sqlite_stat4`.execute(db).catch(() => undefined)
  await sql.raw('pragma wal_checkpoint(truncate)').execute(db)
  await sql`vacuum`.execute(db)
  await sql.raw('pragma wal_checkpoint(truncate)').execute(db)
}
