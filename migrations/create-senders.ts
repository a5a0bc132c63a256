import { sql } from 'kysely'
import { columnTypes } from './column-types.ts'
import type { Schema } from './migration.ts'

/** Tables of the mail services: what all processes that send share. */
export async function createSenders(db: Schema, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const { text } = columnTypes(dialect)
  // When the next request may go, one row per service.
  await sql`
    create table senders (
      name ${text} primary key,
      rate double precision,
      next_at bigint not null default 0,
      next_marketing_at bigint not null default 0
    )`.execute(db)
  await sql`
    create table halts (
      name ${text} primary key,
      since bigint not null,
      until bigint,
      code ${text} not null,
      reason ${text} not null
    )`.execute(db)
}
