import type { Instant } from '../clock.ts'
import { placeOf, readInstanceFile, writeInstanceFile } from './instance-file.ts'

/** The name of no database: whatever is put beside it is not the one that belongs there. */
const NOBODY = 'restored'

/**
 * Says beside a database file, before a backup takes its place, that what lies there from now on is a restored one
 * (DB-11): it will not send until it is released, even where nothing left since the backup was made.
 */
export function markRestored(database: string, now: Instant): void {
  const beside = readInstanceFile(database)
  const known = typeof beside === 'object' ? beside : undefined
  writeInstanceFile(database, NOBODY, placeOf(database), known?.lastBatch ?? 0, known?.lastSent ?? now)
}
