import { sql } from 'kysely'
import { type DbContext, inTransaction } from '../db/index.ts'
import { type Suppressed, suppressedBy } from './suppressed-by.ts'

/**
 * From now on nothing goes to this customer (by key). Said twice for one reason, the earlier date stays, for what was
 * forbidden once has been forbidden since then.
 */
export async function suppress(ctx: DbContext, customer: number, reason: Exclude<Suppressed, 'no'>): Promise<void> {
  // Its row goes before that of the customer, and an erasure the other way: one after the other.
  await inTransaction(ctx.db, (trx) =>
    sql`
      insert into suppressions (customer, reason, since, recorded_at)
      values (${customer}, ${reason}, ${ctx.now}, ${ctx.now})
      on conflict (customer, reason) do update
        set since = excluded.since
        where suppressions.since > excluded.since`.execute(trx),
  )
}

/** Takes a bounce or a manual suppression back. A complaint or an erasure stays: then it says which, and changes nothing. */
export function unsuppress(ctx: DbContext, customer: number): Promise<Suppressed> {
  return inTransaction(ctx.db, async (trx) => {
    const { rows } = await sql<{ reason: Suppressed }>`
      select ${suppressedBy(ctx, sql`${customer}`)} as reason`.execute(trx)
    const reason = rows[0]?.reason ?? 'no'
    if (reason === 'complained' || reason === 'erased') return reason
    // Said again, for a complaint may have come in meanwhile.
    await sql`
      delete from suppressions
      where customer = ${customer}
        and reason not in ('complained', 'erased')`.execute(trx)
    return 'no'
  })
}
