import { sql } from 'kysely'
import { expect } from 'vitest'
import type { OpenDb } from '../../src/db/index.ts'

/** A file must be whole; a server looks after its own. */
export async function intact({ db, file }: Pick<OpenDb, 'db' | 'file'>): Promise<void> {
  if (file === undefined) return
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
  expect(rows).toEqual([{ integrity_check: 'ok' }])
}
