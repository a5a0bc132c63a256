import { sql } from 'kysely'
import { type DbContext, inTransaction } from '../db/index.ts'
import { consentState } from './consent-state.ts'
import { recordConsent } from './record-consent.ts'

/**
 * Writes into the consent log that a customer (by key) has left, now. `source` says how: `link`, `one-click`, `import`…
 * Without a topic it holds for the shop as a whole; it is seen by the next claim. Said twice it stands there once.
 */
export function unsubscribe(
  ctx: DbContext,
  customer: number,
  source: string,
  topic: string | null = null,
  message?: number,
): Promise<void> {
  return inTransaction(ctx.db, async (trx) => {
    const inside = { ...ctx, db: trx }
    if (topic === null && (await hasLeft(inside, customer))) return
    await recordConsent(inside, { customer, topic, status: 'unsubscribed', source, message })
  })
}

/** Left as a whole, and no topic was taken up again since. */
async function hasLeft(ctx: DbContext, customer: number): Promise<boolean> {
  const { rows } = await sql<{ state: string; kept: number }>`
    select
      ${consentState(ctx, sql`${customer}`)} as state,
      (
        select count(*)
        from consents
        where customer = ${customer}
          and topic is not null
          and status = 'subscribed'
          and coalesce(at, recorded_at) >= (
            select max(coalesce(whole.at, whole.recorded_at))
            from consents as whole
            where whole.customer = ${customer}
              and whole.topic is null
              and whole.status = 'unsubscribed'
          )
      ) as kept`.execute(ctx.db)
  return rows[0]?.state === 'unsubscribed' && Number(rows[0].kept) === 0
}
