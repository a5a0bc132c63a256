import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { resendEvents } from '../providers/index.ts'
import { processWebhooks, type Processed } from '../track/index.ts'
import type { App } from './open-app.ts'

/** Works off what mail services sent since the last time, as of `now`, until `signal` stops it. */
export async function workOffWebhooks(app: App, now: Instant, signal?: AbortSignal): Promise<Processed> {
  const waiting = await app.db
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('state', '=', sql.lit('new'))
    .limit(1)
    .executeTakeFirst()
  if (!waiting) return { read: 0, events: 0 }
  const { readResendEvent } = await resendEvents()
  const read = (provider: string, body: string) => (provider === 'resend' ? readResendEvent(body) : undefined)
  return processWebhooks(app.at(now), read, signal)
}
