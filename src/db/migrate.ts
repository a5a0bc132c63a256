import { sql } from 'kysely'
import { migrations } from '../../migrations/index.ts'
import type { DbContext } from './dialect.ts'
import { DatabaseProblem } from './database-problem.ts'

/** The migrations that were run now, by name; empty when the database was up to date. */
export interface Migrated {
  readonly applied: readonly string[]
  readonly backup: string | undefined
}

/**
 * Brings the tables up to date in one exclusive transaction (DB-15). A database with data is copied first
 * (`FILE.before-NAME`); one that is newer than this program is refused.
 */
export async function migrate(ctx: DbContext, file?: string): Promise<Migrated> {
  const { db } = ctx
  await sql`create table if not exists migrations (name text primary key, applied_at bigint not null)`.execute(db)
  const done = await sql<{ name: string }>`select name from migrations order by name`.execute(db)
  const known = new Set(migrations.map((migration) => migration.name))
  const unknown = done.rows.filter((row) => !known.has(row.name))
  if (unknown.length > 0) {
    const names = unknown.map((row) => row.name).join(', ')
    throw new DatabaseProblem(`This database is newer than this program (${names}): update perennial, then try again`)
  }
  const applied = new Set(done.rows.map((row) => row.name))
  const pending = migrations.filter((migration) => !applied.has(migration.name))
  if (pending.length === 0) return { applied: [], backup: undefined }
  const backup = file && applied.size > 0 ? `${file}.before-${pending[0]?.name}` : undefined
  if (backup) await sql`vacuum into ${backup}`.execute(db)
  await db.transaction().execute(async (trx) => {
    for (const { name, up } of pending) {
      await up(trx, ctx.dialect.name)
      await sql`insert into migrations (name, applied_at) values (${name}, ${ctx.now})`.execute(trx)
    }
  })
  return { applied: pending.map((migration) => migration.name), backup }
}
