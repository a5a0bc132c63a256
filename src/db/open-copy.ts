import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { copyRows } from './copy/copy-rows.ts'
import { openDb } from './open-db.ts'
import type { OpenDb } from './opened.ts'

/**
 * A copy of the database in a folder of its own below the temporary one, a SQLite file whatever the original is,
 * readable for its owner only; `close` removes it. The original is read as of one moment and never written. For what-if
 * questions: rows may be deleted in any order, and nothing written to it survives a power cut.
 */
export async function openCopy(original: Pick<OpenDb, 'db' | 'dialect'>, now: Instant): Promise<OpenDb> {
  const dir = mkdtempSync(join(tmpdir(), 'perennial-copy-'))
  const remove = () => rmSync(dir, { recursive: true, force: true })
  try {
    if (original.dialect.name === 'sqlite') await sql`vacuum into ${join(dir, 'copy.db')}`.execute(original.db)
    const copy = await openDb('sqlite:copy.db', dir, now)
    await sql.raw('pragma synchronous = off').execute(copy.db)
    await sql.raw('pragma foreign_keys = off').execute(copy.db)
    if (original.dialect.name === 'postgres') await copyRows(original, copy)
    return { ...copy, close: () => copy.close().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}
