import { sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import type { Db } from '../../db/index.ts'
import { broken, type Check, ok, skipped, warning } from '../finding.ts'
import { counted } from '../counted.ts'

const HOUR = 3_600_000

/** Whether the mail service tells of bounces and complaints (WH-07). */
export const webhooks: Check = {
  name: 'webhooks',
  doc: 'the mail service tells what became of emails',
  async look({ app, now }) {
    if (app.shop.provider !== 'resend') return skipped(`${app.shop.provider} reports nothing by itself`)
    const url = `${app.shop.links}/webhooks/resend`
    if (app.settings.webhookSecrets.length === 0) {
      const repair = `add ${url} at resend.com/webhooks and set RESEND_WEBHOOK_SECRET`
      return broken('RESEND_WEBHOOK_SECRET is not set: bounces and complaints are not heard of', repair)
    }
    const { sent, heard, waiting } = await lastOf(app.db, now)
    if (sent !== null && (heard === null || heard < sent)) {
      const since = heard === null ? 'no event ever came' : `the last event came ${hours(now - heard)} ago`
      return broken(
        `Emails were handed over ${hours(now - sent)} ago, and ${since}`,
        `look at ${url} at resend.com/webhooks`,
      )
    }
    if (waiting > 0)
      return warning(
        `Waiting to be worked off for an hour: ${counted(waiting, 'event')}`,
        'perennial serve works them off',
      )
    return ok(heard === null ? 'Ready; nothing was sent yet' : `The last event came ${hours(now - heard)} ago`)
  },
}

/** The newest email that is old enough for an event, the newest event, and how many of them wait for long. */
async function lastOf(db: Db, now: Instant) {
  const { rows } = await sql<{ sent: number | null; heard: number | null; waiting: number }>`
    select
      (select max(submitted_at) from messages where submitted_at <= ${now - HOUR} and provider = 'resend') as sent,
      (select max(received_at) from webhook_deliveries where provider = 'resend') as heard,
      (select count(*) from webhook_deliveries where state = 'new' and received_at <= ${now - HOUR}) as waiting`.execute(
    db,
  )
  const [{ sent, heard, waiting } = { sent: null, heard: null, waiting: 0 }] = rows
  return { sent, heard, waiting: Number(waiting) }
}

function hours(ms: number): string {
  return ms < 2 * HOUR ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / HOUR)} h`
}
