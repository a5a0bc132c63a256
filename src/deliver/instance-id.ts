import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type DbContext, inTransaction, noted } from '../db/index.ts'

/** The name of this installation, eight hex digits made once: it keeps ids and keys of two databases apart. */
export async function instanceId(ctx: Pick<DbContext, 'db'>): Promise<string> {
  const known = await noted(ctx, 'id')
  if (known) return known
  await inTransaction(ctx.db, async (trx) => {
    await sql`
      insert into instance (name, value)
      values ('id', ${randomBytes(4).toString('hex')})
      on conflict (name) do nothing`.execute(trx)
  })
  return (await noted(ctx, 'id')) as string
}
