import { sql } from 'kysely'
import type { OpenDb } from './open-db.ts'

/** `busy`: another process reads or writes the database. `no room`: the disk is too full to rewrite it. */
export type Wiped = 'wiped' | 'busy' | 'no room'

/**
 * Rewrites the database so that nothing deleted can be read from its files any more: the pages, the write-ahead log and
 * the samples of the planner would keep the text (PRIV-03). Needs as much free space as the database; never inside a
 * transaction. Whatever is not `wiped` must be tried again.
 */
export async function wipeTraces({ db, dialect }: Pick<OpenDb, 'db' | 'dialect'>): Promise<Wiped> {
  if (dialect.name !== 'sqlite') return 'wiped'
  await sql`drop table if exists sqlite_stat4`.execute(db).catch(() => undefined)
  try {
    if ((await emptyLog(db)) === 'busy') return 'busy'
    await sql`vacuum`.execute(db)
    return await emptyLog(db)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED') return 'busy'
    if (code === 'SQLITE_FULL') return 'no room'
    throw error
  }
}

/** Who still reads an older state keeps the log from being emptied: that is no error, only an answer. */
async function emptyLog(db: OpenDb['db']): Promise<'wiped' | 'busy'> {
  const { rows } = await sql.raw<{ busy: number }>('pragma wal_checkpoint(truncate)').execute(db)
  return rows[0]?.busy === 0 ? 'wiped' : 'busy'
}
