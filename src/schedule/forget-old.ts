import type { App } from '../app/index.ts'
import { addMonths, localDay, startOfDay } from '../calendar/index.ts'
import { type Clock, type Instant, isoInstant } from '../clock.ts'
import { forgetRequests } from '../deliver/index.ts'
import { forgetEvents, type Forgotten } from '../track/index.ts'
import { doubtClock } from './doubt-clock.ts'

/** What was removed; nothing until `heldUntil` where the clock may be wrong. */
export interface ForgottenOld extends Forgotten {
  readonly heldUntil: Instant | undefined
}

/** The first instant from which on reports about emails are kept: the shop's day so many months ago. */
export function keptSince({ shop }: Pick<App, 'shop'>, now: Instant): Instant {
  return startOfDay(addMonths(localDay(now, shop.timeZone), -shop.retention), shop.timeZone)
}

/**
 * Removes what the shop no longer keeps. A run on a clock that is ahead of the real one removes nothing more for it; and
 * where the clock itself has jumped, nothing is removed for a week, so that somebody can set it (CRON-10).
 */
export async function forgetOld(app: App, clock: Clock): Promise<ForgottenOld> {
  const now = notAhead(app, clock)
  const heldUntil = await doubtClock(app.at(now))
  if (heldUntil !== undefined) {
    app.log.warn('old reports are kept: the clock jumped, or nothing ran for a week', { until: isoInstant(heldUntil) })
    return { events: 0, deliveries: 0, heldUntil }
  }
  await forgetRequests(app.at(now))
  return { ...(await forgetEvents(app.at(now), keptSince(app, now))), heldUntil }
}

/** The present of a run: the real one where that of the run is ahead of it. */
export function notAhead(app: Pick<App, 'clock'>, clock: Clock): Instant {
  return Math.min(clock.now(), app.clock.now())
}
