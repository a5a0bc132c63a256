import { sql } from 'kysely'
import type { DbContext } from '../db/index.ts'
import { expired, isOpen } from './lease.ts'

/** Whether a delivery would find anything: an email whose instant has come, or one that a dead process left behind. */
export async function anythingDue({ db, now }: Pick<DbContext, 'db' | 'now'>): Promise<'yes' | 'no'> {
  const { rows } = await sql<{ found: number }>`
    select case
      when exists (select 1 from messages where state = 'queued' and purpose = 'service' and send_at <= ${now}) then 1
      when exists (select 1 from messages where state = 'queued' and purpose = 'marketing' and send_at <= ${now}) then 1
      when exists (select 1 from messages where ${isOpen} and state = 'claimed' and ${expired(now)}) then 1
      else 0
    end as found`.execute(db)
  return Number(rows[0]?.found) === 1 ? 'yes' : 'no'
}
