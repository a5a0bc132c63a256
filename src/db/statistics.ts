import { sql } from 'kysely'
import type { DbContext } from './dialect.ts'

/**
 * Lets PostgreSQL count anew what is in tables of which a tenth has changed, so that the run after an import is not
 * planned for the tables of before; its own housekeeping comes minutes later. On SQLite nothing depends on it.
 */
export async function freshStatistics({ db, dialect }: Pick<DbContext, 'db' | 'dialect'>): Promise<void> {
  if (dialect.name === 'sqlite') return
  const { rows } = await sql<{ name: string }>`
    select relname as name
    from pg_stat_user_tables
    where schemaname = current_schema()
      and n_mod_since_analyze > ${FEW}
      and n_mod_since_analyze > n_live_tup * 0.1
    order by relname`.execute(db)
  for (const { name } of rows) await sql`analyze ${sql.table(name)}`.execute(db)
}

/** Rows that change no plan. */
const FEW = 1000
