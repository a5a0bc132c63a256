import type { App } from '../app/index.ts'
import { addMonths, localDay, startOfDay } from '../calendar/index.ts'
import type { Clock, Instant } from '../clock.ts'
import { forgetEvents, type Forgotten } from '../track/index.ts'

/** The first instant from which on reports about emails are kept: the shop's day so many months ago. */
export function keptSince({ shop }: Pick<App, 'shop'>, now: Instant): Instant {
  return startOfDay(addMonths(localDay(now, shop.timeZone), -shop.retention), shop.timeZone)
}

/** Removes what the shop no longer keeps. A run on a clock that is ahead of the real one removes nothing more for it. */
export function forgetOld(app: App, clock: Clock): Promise<Forgotten> {
  const now = Math.min(clock.now(), app.clock.now())
  return forgetEvents(app.at(now), keptSince(app, now))
}
