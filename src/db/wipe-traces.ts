import { sql } from 'kysely'
import { copiedTables } from './copy/tables.ts'
import { emptyLog } from './empty-log.ts'
import type { OpenDb } from './opened.ts'

/** `busy`: another process reads or writes the database. `no room`: the disk is too full to rewrite it. */
export type Wiped = 'wiped' | 'busy' | 'no room'

/**
 * Rewrites the database so that nothing deleted can be read from its files any more: the pages, the write-ahead log and
 * the samples of the planner would keep the text (PRIV-03). Needs as much free space as the database; never inside a
 * transaction. Whatever is not `wiped` must be tried again. PostgreSQL gives the room of deleted rows free and forgets
 * its samples; its archives and backups keep them until their own end, which is for whoever runs it.
 */
export async function wipeTraces({ db, dialect }: Pick<OpenDb, 'db' | 'dialect'>): Promise<Wiped> {
  if (dialect.name === 'postgres') {
    const names = copiedTables.map(({ name }) => sql.table(name))
    await sql`vacuum (analyze) ${sql.join(names)}`.execute(db)
    return 'wiped'
  }
  await sql`drop table if exists sqlite_stat4`.execute(db).catch(() => undefined)
  try {
    const log = async () => (await emptyLog({ db, dialect }, 'wait')).state
    if ((await log()) === 'busy') return 'busy'
    await sql`vacuum`.execute(db)
    return (await log()) === 'busy' ? 'busy' : 'wiped'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED') return 'busy'
    if (code === 'SQLITE_FULL') return 'no room'
    throw error
  }
}
