import { sql } from 'kysely'
import type { DbContext } from './dialect.ts'

/** What the installation noted of itself under a name. */
export async function noted({ db }: Pick<DbContext, 'db'>, name: string): Promise<string | undefined> {
  return (await db.selectFrom('instance').select('value').where('name', '=', name).executeTakeFirst())?.value
}

/** Notes it, in place of what stood there. */
export async function note({ db }: Pick<DbContext, 'db'>, name: string, value: string): Promise<void> {
  await sql`
    insert into instance (name, value)
    values (${name}, ${value})
    on conflict (name) do update set value = excluded.value`.execute(db)
}

/** Forgets what was noted under a name. */
export async function forgetNote({ db }: Pick<DbContext, 'db'>, name: string): Promise<void> {
  await db.deleteFrom('instance').where('name', '=', name).execute()
}
