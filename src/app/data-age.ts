import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'

const LAST_IMPORT = 'last_import'

/** Notes that rows were imported at `ctx.now`, so that every screen can say how old the data is. */
export async function recordImport(ctx: DbContext): Promise<void> {
  await sql`
    insert into instance (name, value)
    values (${LAST_IMPORT}, ${String(ctx.now)})
    on conflict (name) do update set value = excluded.value`.execute(ctx.db)
}

/** When rows were last imported, or undefined when never. */
export async function lastImport({ db }: Pick<DbContext, 'db'>): Promise<Instant | undefined> {
  const row = await db.selectFrom('instance').select('value').where('name', '=', LAST_IMPORT).executeTakeFirst()
  return row && Number(row.value)
}
