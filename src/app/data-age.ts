import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { hashPepper } from '../config/index.ts'
import { suppressErased } from '../consent/index.ts'
import type { DbContext } from '../db/index.ts'
import type { App } from './open-app.ts'

const LAST_IMPORT = 'last_import'

/**
 * Notes that rows were imported at `now`, so that every screen can say how old the data is; who was erased and came back
 * with the rows stays suppressed.
 */
export async function recordImport(app: Pick<App, 'at' | 'dir'>, now: Instant): Promise<void> {
  const ctx = app.at(now)
  await suppressErased(ctx, () => hashPepper(app.dir))
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
