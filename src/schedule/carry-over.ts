import { sql } from 'kysely'
import { dayNumber, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { Shop } from '../config/index.ts'
import type { Db } from '../db/index.ts'
import { outsideQuiet } from '../plan/index.ts'

/**
 * Gives marketing that lies overdue in the queue the day on which it will really go, so that no second email joins it
 * there; where its customers sleep now, it waits for the morning. The server may have slept for days and come back in
 * the middle of the night.
 */
export async function carryOver(db: Db, shop: Shop, now: Instant): Promise<void> {
  const zones = await db
    .selectFrom('messages')
    .innerJoin('customers', 'customers.key', 'messages.customer')
    .select('customers.time_zone')
    .distinct()
    .where('messages.state', '=', sql.lit('queued'))
    .where('messages.purpose', '=', 'marketing')
    .where('messages.send_at', '<=', now)
    .execute()
  for (const { time_zone } of zones) {
    const zone = time_zone ?? shop.timeZone
    const goes = outsideQuiet(shop, now, zone)
    const day = dayNumber(localDay(goes, zone))
    const overdue = db
      .updateTable('messages')
      .set(goes === now ? { day } : { day, send_at: goes })
      .where('state', '=', sql.lit('queued'))
      .where('purpose', '=', 'marketing')
      .where('send_at', '<=', now)
      .where('customer', 'in', (from) =>
        from
          .selectFrom('customers')
          .select('key')
          .where('time_zone', time_zone === null ? 'is' : '=', time_zone),
      )
    await (goes === now ? overdue.where('day', '<', day) : overdue).execute()
  }
}
