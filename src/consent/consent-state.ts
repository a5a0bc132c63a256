import { type Expression, type RawBuilder, sql } from 'kysely'
import type { DbContext } from '../db/index.ts'

/** What a customer has said about marketing, as of `ctx.now`. `expired`: a subscription for a time that is over. */
export type ConsentState = 'subscribed' | 'unsubscribed' | 'never asked' | 'expired'

/**
 * The state of one customer's consent for the shop as a whole, or for a topic (a name or a column that holds one), as a
 * text expression correlated on `customer` (an expression with the customer's key), as of `at` (default `ctx.now`). The
 * reading rule is written at `consentOfRows`.
 */
export function consentState(
  ctx: DbContext,
  customer: Expression<unknown>,
  at: Expression<unknown> = sql`${ctx.now}`,
  topic?: string | Expression<unknown>,
): RawBuilder<ConsentState> {
  return sql<ConsentState>`(
    select ${consentOfRows(at)}
    from consents
    where consents.customer = ${customer}
      and ${consentAbout(topic)}
      and ${consentVisible(at)}
  )`
}

/**
 * A query of `(customer, state)` for set-based reading: one row per customer who has a row in the log; who has none is
 * `never asked`. The log is read once.
 */
export function consentRows(ctx: DbContext): RawBuilder<{ customer: number; state: ConsentState }> {
  const now = sql`${ctx.now}`
  return sql`
    select consents.customer as customer, ${consentOfRows(now)} as state
    from consents
    where consents.topic is null
      and ${consentVisible(now)}
    group by consents.customer`
}

/** True for a row of the log that can be seen: without a date it holds for all times, dated it begins at its instant. */
export function consentVisible(at: Expression<unknown>): RawBuilder<boolean> {
  return sql`(consents.at is null or consents.at <= ${at})`
}

/** Before and after every instant. */
const [EVER, NEVER] = [sql.lit(-8_640_000_000_000_000), sql.lit(8_640_000_000_000_000)]

/**
 * The state that the visible rows `consents` of one customer add up to, as an aggregate: of those for which `about`
 * holds (default: all). A subscription counts when it is younger than every other dated word (at the same instant the
 * other word wins) and than the day on which an undated "unsubscribed" was written down; an undated one counts where
 * nothing speaks against it. Where each subscription that counts had an end and it has come by `at`, consent is expired.
 */
export function consentOfRows(at: Expression<unknown>, about?: RawBuilder<unknown>): RawBuilder<ConsentState> {
  const latest = (instant: RawBuilder<unknown>, ...conditions: RawBuilder<unknown>[]) => {
    const all = about ? [about, ...conditions] : conditions
    return sql`max(${instant}) filter (where ${sql.join(all, sql` and `)})`
  }
  const given = sql`coalesce(consents.at, ${EVER})`
  const yes = sql`consents.status = 'subscribed'`
  const left = sql`consents.status = 'unsubscribed'`
  const against = latest(
    sql`coalesce(consents.at, consents.recorded_at)`,
    sql`consents.status <> 'subscribed'`,
    sql`(consents.at is not null or ${left})`,
  )
  return sql<ConsentState>`case
      when ${latest(given, yes, sql`(consents.expires_at is null or consents.expires_at > ${at})`)}
        > coalesce(${against}, ${EVER} - 1) then 'subscribed'
      when ${latest(given, yes)}
        > coalesce(${against}, ${EVER} - 1) then 'expired'
      when ${latest(sql`coalesce(consents.at, ${NEVER})`, left)}
        >= ${against} then 'unsubscribed'
      else 'never asked'
    end`
}

/** Rows that speak about a topic: its own, and those about marketing as a whole. */
export function consentAbout(topic: string | Expression<unknown> | undefined): RawBuilder<boolean> {
  if (topic === undefined) return sql`consents.topic is null`
  return sql`(consents.topic is null or consents.topic = ${topic})`
}
