import { sql } from 'kysely'
import type { OpenDb } from './opened.ts'

/**
 * Which database of which server this is: another one after a dump was loaded, or the database made anew. Undefined for
 * SQLite, and where the server does not tell. A copy of the server's files has the same.
 */
export async function serverIdentity({ db, dialect }: Pick<OpenDb, 'db' | 'dialect'>): Promise<string | undefined> {
  if (dialect.name === 'sqlite') return undefined
  const { rows } = await sql<{ allowed: number }>`
    select has_function_privilege('pg_control_system()', 'execute') as allowed`.execute(db)
  if (rows[0]?.allowed !== 1) return undefined
  const found = await sql<{ identity: string }>`
    select cast((select system_identifier from pg_control_system()) as text) || '/' || cast(oid as text) as identity
    from pg_database
    where datname = current_database()`.execute(db)
  return found.rows[0]?.identity
}
