import { sql } from 'kysely'
import type { Schema } from './migration.ts'

/** What PostgreSQL needs beside the tables to be as quick as SQLite at the same questions. */
export async function tunePostgres(db: Schema): Promise<void> {
  // Whoever is erased or joined: each row that goes is looked for where it may be named.
  await sql`create index messages_by_order on messages ("order") where "order" is not null`.execute(db)
  await sql`create index customer_attributes_by_customer on customer_attributes (customer)`.execute(db)
  await sql`create index events_by_customer on events (customer)`.execute(db)
  // A message and its request change several times: room for that beside the old row.
  await sql`alter table messages set (fillfactor = 85)`.execute(db)
  await sql`alter table batches set (fillfactor = 85)`.execute(db)
}
