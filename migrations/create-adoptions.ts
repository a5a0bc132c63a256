import { sql } from 'kysely'
import { columnTypes } from './column-types.ts'
import type { Schema } from './migration.ts'

/** Which variants of emails were made the only ones, when and why: one at a time for each email. */
export async function createAdoptions(db: Schema, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const { key, text } = columnTypes(dialect)
  await sql`
    create table adoptions (
      key ${key},
      campaign ${text} not null,
      step ${text} not null,
      variant ${text} not null,
      at bigint not null,
      how ${text} not null,
      numbers ${text} not null,
      ended_at bigint
    )`.execute(db)
  await sql`create unique index adoptions_open on adoptions (campaign, step) where ended_at is null`.execute(db)
}
