import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'

/** When the next queued message is due, or undefined when the queue is empty. */
export async function nextDue({ db }: Pick<DbContext, 'db'>): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('messages')
    .select(({ fn }) => fn.min('send_at').as('at'))
    .where('state', '=', sql.lit('queued'))
    .executeTakeFirst()
  return row?.at === null || row?.at === undefined ? undefined : Number(row.at)
}

/** Lets everything in the queue go at `ctx.now` instead of at its own hour: the demo does not wait for 09:00. */
export async function hurryQueue(ctx: DbContext): Promise<void> {
  await sql`
    update messages
    set send_at = ${ctx.now}
    where state = 'queued'
      and send_at > ${ctx.now}`.execute(ctx.db)
}
