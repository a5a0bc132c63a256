import { type Expression, type RawBuilder, sql } from 'kysely'
import type { DbContext } from '../db/index.ts'

/** Notes whether a customer lets opens be counted; withdrawn it also stops the pixels of emails sent before (LAW-07). */
export async function recordTracking(
  ctx: DbContext,
  customer: number,
  status: 'given' | 'withdrawn',
  said: { readonly source: string; readonly wording: string | null },
): Promise<void> {
  await ctx.db
    .insertInto('tracking_consents')
    .values({ customer, status, at: ctx.now, ...said })
    .execute()
}

/** `given` where opens of a customer (by key) may be counted as of `ctx.now`, else `withdrawn`. */
export function trackingConsent(ctx: DbContext, customer: Expression<unknown>): RawBuilder<'given' | 'withdrawn'> {
  return sql<'given' | 'withdrawn'>`coalesce((
    select tracking_consents.status
    from tracking_consents
    where tracking_consents.customer = ${customer}
      and tracking_consents.at <= ${ctx.now}
    order by tracking_consents.at desc, tracking_consents.key desc
    limit 1
  ), 'withdrawn')`
}
