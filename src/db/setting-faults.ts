import { sql } from 'kysely'
import type { Db } from './dialect.ts'

/** The settings DB-01 as the connection answers for them. */
const EXPECTED: Readonly<Record<string, string>> = {
  journal_mode: 'wal',
  synchronous: '2',
  busy_timeout: '5000',
  foreign_keys: '1',
  trusted_schema: '0',
  secure_delete: '1',
}

/** Settings of an open database that are not as they must be, one sentence each. */
export async function settingFaults(db: Db): Promise<string[]> {
  const faults: string[] = []
  for (const [name, expected] of Object.entries(EXPECTED)) {
    const { rows } = await sql<Record<string, unknown>>`${sql.raw(`pragma ${name}`)}`.execute(db)
    const value = String(Object.values(rows[0] ?? {})[0])
    if (value !== expected) faults.push(`Its setting ${name} is ${value} and must be ${expected}`)
  }
  return faults
}
