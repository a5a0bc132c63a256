import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'

/** How far the service's list of suppressed addresses and ours were told of each other, and what stood in the way. */
export type ListNote =
  | 'suppressions_told'
  | 'suppressions_heard'
  | 'suppressions_reading'
  | 'suppressions_fault'
  | `suppression_lifted:${number}`

/** When the service's list could not be asked, and why. */
export interface ListFault {
  readonly at: Instant
  readonly reason: string
}

/** What was noted under a name. */
export async function noted({ db }: Pick<DbContext, 'db'>, name: ListNote): Promise<string | undefined> {
  return (await db.selectFrom('instance').select('value').where('name', '=', name).executeTakeFirst())?.value
}

/** Notes it, in place of what stood there. */
export async function note({ db }: Pick<DbContext, 'db'>, name: ListNote, value: string): Promise<void> {
  await sql`
    insert into instance (name, value)
    values (${name}, ${value})
    on conflict (name) do update set value = excluded.value`.execute(db)
}

/** Forgets what was noted under a name. */
export async function forgetNote({ db }: Pick<DbContext, 'db'>, name: ListNote): Promise<void> {
  await db.deleteFrom('instance').where('name', '=', name).execute()
}

/** Why the list could not be kept the last time it was tried. */
export async function listFault(ctx: Pick<DbContext, 'db'>): Promise<ListFault | undefined> {
  const value = await noted(ctx, 'suppressions_fault')
  return value === undefined ? undefined : (JSON.parse(value) as ListFault)
}

/** Notes what stood in the way now, or that nothing did. */
export async function noteFault(ctx: DbContext, reason: string | undefined): Promise<void> {
  if (reason === undefined) await forgetNote(ctx, 'suppressions_fault')
  else await note(ctx, 'suppressions_fault', JSON.stringify({ at: ctx.now, reason }))
}
