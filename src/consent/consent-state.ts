import { type Expression, type RawBuilder, sql } from 'kysely'
import type { DbContext } from '../db/index.ts'

/** What a customer has said about marketing, as of `ctx.now`. */
export type ConsentState = 'subscribed' | 'unsubscribed' | 'never asked'

/**
 * The state of one customer's consent for the shop as a whole (topic null), as a text expression correlated on
 * `customer` (an expression with the customer's key), as of `at` (default `ctx.now`). The reading rule is written at `stateOfRows`.
 */
export function consentState(
  ctx: DbContext,
  customer: Expression<unknown>,
  at: Expression<unknown> = sql`${ctx.now}`,
): RawBuilder<ConsentState> {
  return sql<ConsentState>`(
    select ${stateOfRows}
    from consents
    where consents.customer = ${customer}
      and ${visible(at)}
  )`
}

/**
 * A query of `(customer, state)` for set-based reading: one row per customer who has a row in the log; who has none is
 * `never asked`. The log is read once.
 */
export function consentRows(ctx: DbContext): RawBuilder<{ customer: number; state: ConsentState }> {
  return sql`
    select consents.customer as customer, ${stateOfRows} as state
    from consents
    where ${visible(sql`${ctx.now}`)}
    group by consents.customer`
}

/** A row without a date holds for all times; a dated one is invisible before its instant. */
function visible(at: Expression<unknown>): RawBuilder<boolean> {
  return sql`consents.topic is null
      and (consents.at is null or consents.at <= ${at})`
}

const subscribedAt = sql`max(consents.at) filter (where consents.status = 'subscribed')`
const unsubscribedAt = sql`max(consents.at) filter (where consents.status = 'unsubscribed')`
const otherwiseAt = sql`max(consents.at) filter (where consents.status <> 'subscribed')`
const latestAt = sql`max(consents.at)`
/** When an undated "unsubscribed" was written down: it beats every subscription given up to then. */
const leftForGood = sql`max(consents.recorded_at) filter (where consents.status = 'unsubscribed' and consents.at is null)`
const undatedYes = sql`count(*) filter (where consents.status = 'subscribed' and consents.at is null)`

/**
 * The state of the rows of one customer: a subscription counts when it is the latest dated row (at the same instant the
 * other word wins) and younger than every undated "unsubscribed"; an undated one counts where nothing speaks against it.
 */
const stateOfRows = sql<ConsentState>`case
      when ${subscribedAt} > coalesce(${otherwiseAt}, ${subscribedAt} - 1)
        and ${subscribedAt} > coalesce(${leftForGood}, ${subscribedAt} - 1) then 'subscribed'
      when ${leftForGood} is not null then 'unsubscribed'
      when ${unsubscribedAt} = ${latestAt} then 'unsubscribed'
      when ${latestAt} is null and ${undatedYes} > 0 then 'subscribed'
      else 'never asked'
    end`
