import { sql } from 'kysely'
import type { Schema } from './migration.ts'

/** Indexes for what is looked up by hand, or by a clock each minute. */
export async function createLookups(db: Schema): Promise<void> {
  await sql`create index customers_by_last_name on customers (last_name) where last_name is not null`.execute(db)
  await sql`create index customers_by_first_name on customers (first_name) where first_name is not null`.execute(db)
  // What was refused is looked through by hand.
  await sql`create index messages_failed on messages (send_at) where state = 'failed'`.execute(db)
  // What the mail service's list was not told yet is asked for each minute.
  await sql`create index suppressions_by_recorded_at on suppressions (recorded_at, customer)`.execute(db)
}
