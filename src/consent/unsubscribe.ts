import type { DbContext } from '../db/index.ts'

/**
 * Writes into the consent log that a customer (by key) has left, now. `source` says how: `link`, `one-click`, `import`…
 * Without a topic it holds for the shop as a whole; it is seen by the next claim.
 */
export async function unsubscribe(
  ctx: DbContext,
  customer: number,
  source: string,
  topic: string | null = null,
): Promise<void> {
  await ctx.db
    .insertInto('consents')
    .values({ customer, topic, status: 'unsubscribed', at: ctx.now, recorded_at: ctx.now, source })
    .execute()
}
