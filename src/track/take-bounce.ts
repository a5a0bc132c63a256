import { type DbContext, inTransaction } from '../db/index.ts'
import { guardCampaigns } from './guard-campaigns.ts'
import { messagesById } from './messages-by-id.ts'
import { readBounce } from './read-bounce.ts'
import { recordEvents } from './record-events.ts'

/** Takes in a message of a bounce mailbox; the number of events that are new to us: 0 for what is no bounce of ours. */
export async function takeBounce(ctx: DbContext, source: Uint8Array): Promise<number> {
  const bounce = await readBounce(source)
  if (!bounce) return 0
  return inTransaction(ctx.db, async (trx) => {
    const inside = { ...ctx, db: trx }
    const about = { messageId: bounce.messageId.split('@')[0], providerId: undefined }
    const message = (await messagesById(inside, [about]))(about)
    const id = `dsn:${bounce.report}`
    const known = await trx
      .selectFrom('message_events')
      .select('key')
      .where('provider_event', '=', id)
      .executeTakeFirst()
    if (!message || known) return 0
    const kind = 'bounced' as const
    const event = { id, kind, at: ctx.now, message, providerId: undefined, detail: bounce.kind, link: null }
    await recordEvents(inside, [{ ...event, machine: 0 }])
    await guardCampaigns(inside, [message.campaign])
    return 1
  })
}
