import { sql } from 'kysely'
import type { DbContext } from '../db/index.ts'
import type { Suppressed } from './suppressed-by.ts'

/**
 * From now on nothing goes to this customer (by key). Said twice for one reason, the earlier date stays, for what was
 * forbidden once has been forbidden since then.
 */
export async function suppress(ctx: DbContext, customer: number, reason: Exclude<Suppressed, 'no'>): Promise<void> {
  await sql`
    insert into suppressions (customer, reason, since, recorded_at)
    values (${customer}, ${reason}, ${ctx.now}, ${ctx.now})
    on conflict (customer, reason) do update
      set since = excluded.since
      where suppressions.since > excluded.since`.execute(ctx.db)
}
