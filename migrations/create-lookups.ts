import { sql } from 'kysely'
import type { Schema } from './migration.ts'

/** Indexes for what is looked up by hand, or by a clock each minute. */
export async function createLookups(db: Schema): Promise<void> {
  for (const name of ['last_name', 'first_name']) {
    const folded = sql.ref(`${name}_folded`)
    const index = sql.ref(`customers_by_${name}`)
    await sql`create index ${index} on customers (${folded}) where ${folded} is not null`.execute(db)
  }
  // What was refused is looked through by hand.
  await sql`create index messages_failed on messages (send_at) where state = 'failed'`.execute(db)
  // Whom people of the shop are to hear of.
  await sql`create index messages_notices on messages (state, send_at) where notify is not null`.execute(db)
  // How many a campaign held out.
  await sql`create index messages_held on messages (campaign, customer)
    where state = 'skipped' and reason = 'holdout'`.execute(db)
  // What the mail service's list was not told yet is asked for each minute.
  await sql`create index suppressions_by_recorded_at on suppressions (recorded_at, customer)`.execute(db)
}
