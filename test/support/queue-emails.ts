import { sql } from 'kysely'
import type { App } from '../../src/app/index.ts'
import { dayNumber, localDay } from '../../src/calendar/index.ts'

/** Customers who subscribed long ago, and an email to each that is due; they belong to the first run there is. */
export async function queueEmails({ db, shop }: App, emails: number): Promise<void> {
  const today = dayNumber(localDay(Date.now(), shop.timeZone))
  const numbers = sql`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${emails})`
  await sql`
    insert into customers (key, id, email, email_folded)
    ${numbers}
    select i, 'c' || i, 'c' || i || '@shop.example', 'c' || i || '@shop.example'
    from n`.execute(db)
  await sql`
    insert into consents (customer, status, at, recorded_at, source)
    ${numbers}
    select i, 'subscribed', 1, 1, 'test'
    from n`.execute(db)
  await sql`
    insert into messages
      (campaign, step, customer, occasion, state, reason, purpose, template, run, started_at, due_day, day, send_at, attempt)
    ${numbers}
    select 'welcome', 'welcome-1', i, 'once', 'queued', 'due', 'marketing', 'welcome-1', run.key, 1, ${today}, ${today}, 1, 0
    from n, (select min(key) as key from runs) as run`.execute(db)
}
