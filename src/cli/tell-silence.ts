import type { App } from '../app/index.ts'
import { type Instant, isoInstant } from '../clock.ts'
import { reportsOf } from '../track/index.ts'
import type { Talk } from './talk.ts'

const A_DAY = 86_400_000

/**
 * Says that the mail service tells nothing of the emails of the last day, once and again after a day (WH-07). Returns
 * when it was last said; `told` is what it returned before.
 */
export async function tellSilence(
  app: App,
  now: Instant,
  talk: Pick<Talk, 'warn'>,
  told: Instant | undefined,
): Promise<Instant | undefined> {
  if (app.shop.provider !== 'resend') return undefined
  const { state, sent = 0, heard } = await reportsOf(app.at(now))
  if (state === 'heard' || sent < now - A_DAY) return undefined
  if (told !== undefined && now < told + A_DAY) return told
  const last = heard === undefined ? 'never' : isoInstant(heard)
  app.log.warn('the mail service tells nothing of our emails', { handedOver: isoInstant(sent), lastEvent: last })
  talk.warn('warning  For an hour the mail service told nothing of the emails it got: perennial doctor')
  return now
}
