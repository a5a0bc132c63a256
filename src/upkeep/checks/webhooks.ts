import { sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import type { Db } from '../../db/index.ts'
import { reportsOf } from '../../track/index.ts'
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
    const { sent, heard, state } = await reportsOf(app.at(now))
    if (state === 'silent' && sent !== undefined) {
      const since = heard === undefined ? 'no event ever came' : `the last event came ${hours(now - heard)} ago`
      return broken(
        `Emails were handed over ${hours(now - sent)} ago, and ${since}`,
        `look at ${url} at resend.com/webhooks; events that were missed are replayed there (API: webhooks.events.replay)`,
      )
    }
    const waiting = await waitingFor(app.db, now)
    if (waiting > 0)
      return warning(
        `Waiting to be worked off for an hour: ${counted(waiting, 'event')}`,
        'perennial serve works them off',
      )
    return ok(heard === undefined ? 'Ready; nothing was sent yet' : `The last event came ${hours(now - heard)} ago`)
  },
}

/** How many events wait for an hour. */
async function waitingFor(db: Db, now: Instant): Promise<number> {
  const { waiting } = await db
    .selectFrom('webhook_deliveries')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('state', '=', sql.lit('new'))
    .where('received_at', '<=', now - HOUR)
    .executeTakeFirstOrThrow()
  return Number(waiting)
}

function hours(ms: number): string {
  return ms < 2 * HOUR ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / HOUR)} h`
}
