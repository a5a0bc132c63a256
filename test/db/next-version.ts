import { sql } from 'kysely'
import type { Migration } from '../../migrations/migration.ts'

/** A step such as a later version will bring: a column, and a table made anew with its rows carried over. */
export const nextVersion: Migration = {
  name: '0002_next',
  async up(db) {
    await sql`alter table customers add column nickname text`.execute(db)
    await sql`update customers set nickname = first_name`.execute(db)
    await sql`create table suppressions_new (customer bigint not null, reason text not null, since bigint, recorded_at bigint not null, note text, primary key (customer, reason))`.execute(
      db,
    )
    await sql`insert into suppressions_new select customer, reason, since, recorded_at, null from suppressions`.execute(
      db,
    )
    await sql`drop table suppressions`.execute(db)
    await sql`alter table suppressions_new rename to suppressions`.execute(db)
    await sql`create index suppressions_by_reason on suppressions (reason)`.execute(db)
  },
}
