import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { Db } from '../db/index.ts'
import type { Halt } from '../providers/index.ts'
import type { Standstill } from './standstill.ts'

/** The day of a quota ends at 00:00 UTC; the service's clock may be a little behind ours. */
const AFTER_MIDNIGHT = 60_000
const DAY = 86_400_000

/** Writes down, in the caller's transaction, that nothing goes to a provider for now. A longer halt is not shortened. */
export async function haltSender(trx: Db, provider: string, halt: Halt, now: Instant): Promise<void> {
  await writeHalt(trx, { name: provider, since: now, until: endOf(halt, now), code: halt.code, reason: halt.reason })
}

/** Writes down a standstill, unless one that lasts longer is there already. */
export async function writeHalt(trx: Db, halt: Standstill): Promise<void> {
  await sql`
    insert into halts (name, since, until, code, reason)
    values (${halt.name}, ${halt.since}, ${halt.until}, ${halt.code}, ${halt.reason})
    on conflict (name) do update
      set since = excluded.since, until = excluded.until, code = excluded.code, reason = excluded.reason
      where halts.until is not null
        and (excluded.until is null or excluded.until >= halts.until or halts.until <= excluded.since)`.execute(trx)
}

/** The operator says: go on. Returns whether there was anything to end. */
export async function endHalt(db: Db, name: string): Promise<'ended' | 'nothing to end'> {
  const { rows } = await sql<{ name: string }>`
    delete from halts
    where name = ${name}
    returning name`.execute(db)
  return rows.length > 0 ? 'ended' : 'nothing to end'
}

function endOf({ until }: Halt, now: Instant): Instant | null {
  if (until === 'operator') return null
  if (until === 'midnight') return (Math.floor(now / DAY) + 1) * DAY + AFTER_MIDNIGHT
  return now + Math.ceil(until)
}
