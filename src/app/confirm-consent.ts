import { type Link, recordConsent, topicStates } from '../consent/index.ts'
import { type DbContext, inTransaction } from '../db/index.ts'
import type { App } from './open-app.ts'
import { offeredTopics } from './preferences.ts'

/**
 * Notes the second yes of a double opt-in for the topic of the campaign whose email asked for it, with the words that
 * were read; without such a campaign, or with one topic only, for marketing as a whole. Given twice it stands once.
 */
export function confirmConsent(app: App, ctx: DbContext, link: Link, wording: string): Promise<void> {
  const topics = Object.keys(offeredTopics(app))
  const asked = app.campaigns.find(({ name }) => name === link.campaign)?.topic
  const topic = asked !== undefined && topics.length > 1 && topics.includes(asked) ? asked : null
  return inTransaction(ctx.db, async (trx) => {
    const inside = { ...ctx, db: trx }
    const { customer, message } = link
    const known = await trx.selectFrom('customers').select('key').where('key', '=', customer).executeTakeFirst()
    const last = await trx
      .selectFrom('consents')
      .select(['status', 'basis'])
      .where('customer', '=', customer)
      .where('topic', topic === null ? 'is' : '=', topic)
      .orderBy('key', 'desc')
      .limit(1)
      .executeTakeFirst()
    const state = topic === null ? undefined : (await topicStates(inside, customer, [topic])).get(topic)
    const standing =
      last?.basis === 'double opt-in' && last.status === 'subscribed' && (state ?? 'subscribed') === 'subscribed'
    if (!known || standing) return
    const word = { customer, topic, status: 'subscribed' as const, source: 'confirmation email', wording, message }
    await recordConsent(inside, { ...word, basis: 'double opt-in' })
  })
}
