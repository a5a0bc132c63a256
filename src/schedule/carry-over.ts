import { sql } from 'kysely'
import { dayNumber, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { Shop } from '../config/index.ts'
import type { DbContext } from '../db/index.ts'
import { outsideQuiet } from '../plan/index.ts'

/**
 * Gives marketing that lies overdue in the queue the day on which it will really go, so that no second email joins it
 * there; where its customers sleep now, it waits for the morning. The server may have slept for days and come back in
 * the middle of the night.
 */
export async function carryOver(
  { db, dialect, shop }: Pick<DbContext, 'db' | 'dialect'> & { readonly shop: Shop },
  now: Instant,
): Promise<void> {
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
    const theirs = time_zone === null ? sql`time_zone is null` : sql`time_zone = ${time_zone}`
    const [changes, stale] = goes === now ? [sql``, sql`and day < ${day}`] : [sql`, send_at = ${goes}`, sql``]
    // What somebody is claiming at this moment goes now.
    await sql`
      update messages
      set day = ${day} ${changes}
      where key in (
        select key
        from messages
        where state = 'queued'
          and purpose = 'marketing'
          and send_at <= ${now}
          and customer in (select key from customers where ${theirs})
          ${stale}
        order by key
        ${dialect.locked('skip', 'messages')}
      )`.execute(db)
  }
}
