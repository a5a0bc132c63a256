import type { Db } from '../../src/db/index.ts'

const DAY = 86_400_000

/** What came of one version: of so many customers this many bought for this much, some days after the email. */
export interface Version {
  readonly customers: number
  readonly buyers: number
  readonly total: number
}

/**
 * A history of an email in versions, as runs would have left it: one customer and message each, sent on `sentAt`, and
 * the orders. Names of customers are `A1`, `A2` and so on.
 */
export async function twoVersions(
  db: Db,
  { campaign, step, sentAt }: { readonly campaign: string; readonly step: string; readonly sentAt: number },
  versions: Readonly<Record<string, Version>>,
): Promise<void> {
  const run = await db
    .insertInto('runs')
    .values({ slot: sentAt, started_at: sentAt, finished_at: sentAt, state: 'done', summary: '{}' })
    .returning('key')
    .executeTakeFirstOrThrow()
  for (const [variant, { customers, buyers, total }] of Object.entries(versions)) {
    const ids = Array.from({ length: customers }, (_, i) => `${variant}${i + 1}`)
    for (let from = 0; from < ids.length; from += 500) {
      const part = ids.slice(from, from + 500)
      const keys = await db
        .insertInto('customers')
        .values(part.map((id) => ({ id, email: `${id}@example.com`, email_folded: `${id}@example.com`.toLowerCase() })))
        .returning('key')
        .execute()
      const message = {
        attempt: 0,
        campaign,
        step,
        occasion: '2026',
        state: 'submitted' as const,
        reason: 'due',
        variant,
      }
      const times = { run: run.key, started_at: sentAt, due_day: Math.floor(sentAt / DAY), submitted_at: sentAt }
      await db
        .insertInto('messages')
        .values(
          keys.map(({ key }) => ({
            ...message,
            ...times,
            customer: key,
            purpose: 'marketing' as const,
            template: step,
          })),
        )
        .execute()
      const orders = keys.slice(0, Math.max(0, buyers - from)).map(({ key }) => ({
        ...{ id: `order-${key}`, customer: key, ordered_at: sentAt + 2 * DAY, total, currency: 'EUR', status: 'paid' },
        refunded_total: 0,
      }))
      if (orders.length > 0) await db.insertInto('orders').values(orders).execute()
    }
  }
}
