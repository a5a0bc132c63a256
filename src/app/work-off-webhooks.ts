import type { Instant } from '../clock.ts'
import { resendEvents } from '../providers/index.ts'
import { anyWebhookWaits, processWebhooks, type Processed } from '../track/index.ts'
import type { App } from './open-app.ts'

/** Works off what mail services sent since the last time, as of `now`, until `signal` stops it. */
export async function workOffWebhooks(app: App, now: Instant, signal?: AbortSignal): Promise<Processed> {
  if ((await anyWebhookWaits(app)) === 'no') return { read: 0, events: 0 }
  const { readResendEvent } = await resendEvents()
  const read = (provider: string, body: string) => (provider === 'resend' ? readResendEvent(body) : undefined)
  return processWebhooks(app.at(now), read, signal)
}
