import type { App } from '../app/index.ts'
import type { Instant } from '../clock.ts'
import { inTransaction } from '../db/index.ts'
import { over } from './still-wanted.ts'

/** Notices that are asked about at a time. */
const LOT = 2000

/**
 * Takes back what nobody of the shop need hear any more: notices whose journey has ended since they were raised, as an
 * email is asked about once more right before it is sent.
 */
export async function dropNotices(app: App, now: Instant): Promise<void> {
  for (let after = 0, left = LOT; left === LOT; ) {
    const lot = await app.db
      .selectFrom('messages')
      .select(['key', 'campaign', 'customer', 'started_at'])
      .where('notify', 'is not', null)
      .where('state', '=', 'raised')
      .where('key', '>', after)
      .orderBy('key')
      .limit(LOT)
      .execute()
    const messages = lot.map((row) => ({
      key: Number(row.key),
      campaign: row.campaign,
      customer: Number(row.customer),
      started_at: Number(row.started_at),
    }))
    left = messages.length
    after = messages.at(-1)?.key ?? after
    if (left > 0) await dropLot(app, now, messages)
  }
}

async function dropLot(app: App, now: Instant, messages: Parameters<typeof over>[2]): Promise<void> {
  await inTransaction(app.db, async (db) => {
    const ended = await over(app, { ...app.at(now), db }, messages)
    if (ended.length === 0) return
    const keys = ended.map(([key]) => key)
    await app.dialect.hold(db, 'messages', keys)
    await db
      .updateTable('messages')
      .set({ state: 'skipped', reason: 'stopped', day: null, send_at: null })
      .where('state', '=', 'raised')
      .where('key', 'in', keys)
      .execute()
  })
}
