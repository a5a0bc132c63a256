import type { App } from '../app/index.ts'
import { dayNumber, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { outsideQuiet } from '../plan/index.ts'

/**
 * Moves marketing that is due, but late, out of the quiet hours of its customers: the server may come back in the
 * middle of the night. They take the day on which they go then. Returns the number of messages that wait for the morning.
 */
export async function holdQuiet(app: App, now: Instant): Promise<number> {
  if (!app.shop.quiet) return 0
  const zones = await app.db
    .selectFrom('messages')
    .innerJoin('customers', 'customers.key', 'messages.customer')
    .select('customers.time_zone')
    .distinct()
    .where('messages.state', '=', 'queued')
    .where('messages.purpose', '=', 'marketing')
    .where('messages.send_at', '<=', now)
    .execute()
  let held = 0
  for (const { time_zone } of zones) {
    const zone = time_zone ?? app.shop.timeZone
    const morning = outsideQuiet(app.shop, now, zone)
    if (morning === now) continue
    const { numUpdatedRows } = await app.db
      .updateTable('messages')
      .set({ send_at: morning, day: dayNumber(localDay(morning, zone)) })
      .where('state', '=', 'queued')
      .where('purpose', '=', 'marketing')
      .where('send_at', '<=', now)
      .where('customer', 'in', (from) =>
        from
          .selectFrom('customers')
          .select('key')
          .where('time_zone', time_zone === null ? 'is' : '=', time_zone),
      )
      .executeTakeFirst()
    held += Number(numUpdatedRows)
  }
  return held
}
