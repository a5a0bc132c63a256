import { sql } from 'kysely'
import type { DbContext } from './dialect.ts'

/** A table that is hidden by an empty one, and the columns that are unique in it. */
export interface OwnTable {
  readonly name: string
  readonly unique: readonly string[]
}

/**
 * Runs `work` on a connection on which some tables are empty and its own: they hide the stored ones, nobody else sees
 * them, and they are gone afterwards. For what-if questions that write; use it on one connection.
 */
export async function withOwnTables<T>(
  { db, dialect }: Pick<DbContext, 'db' | 'dialect'>,
  tables: readonly OwnTable[],
  work: () => Promise<T>,
): Promise<T> {
  const made: string[] = []
  try {
    for (const { name, unique } of tables) {
      await sql`create temporary table ${sql.table(name)} as select * from ${sql.table(name)} where 1 = 0`.execute(db)
      made.push(name)
      const columns = sql.join(unique.map((column) => sql.ref(column)))
      await sql`create unique index ${sql.ref(`own_${name}`)} on ${sql.table(name)} (${columns})`.execute(db)
    }
    return await work()
  } finally {
    // By the full name: the stored table is never meant.
    const own = dialect.name === 'postgres' ? 'pg_temp' : 'temp'
    for (const name of made) await sql`drop table ${sql.table(`${own}.${name}`)}`.execute(db)
  }
}
