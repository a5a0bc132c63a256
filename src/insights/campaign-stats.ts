import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { Shop } from '../config/shop.ts'
import { type DbContext, sentCampaigns } from '../db/index.ts'
import { inPopulation } from '../facts/index.ts'

/** What came of the emails of one step of a campaign; opens and clicks of programs are left out. */
export interface CampaignStats {
  readonly campaign: string
  readonly step: string
  readonly variant: string | null
  readonly submitted: number
  readonly delivered: number
  readonly opened: number
  readonly clicked: number
  readonly bounced: number
  readonly complained: number
  readonly unsubscribed: number
  readonly converted: number
  /** Minor units of the shop's currency, refunds taken off. */
  readonly revenue: number
}

/**
 * One row per campaign, step and variant that was sent. `converted` is a query of `(message, campaign, customer, since,
 * at)`: the emails whose goal was reached between the two instants. An order counts for the last email of the campaign
 * before it, so its money is counted once a campaign. Emails submitted before `since` are left out.
 */
export async function campaignStats(
  ctx: DbContext,
  shop: Shop,
  converted: RawBuilder<unknown>,
  since: Instant = 0,
): Promise<readonly CampaignStats[]> {
  const { rows } = await sql<CampaignStats>`
    with ${sql.join([convertedRows(converted), wonRows(shop), revenueRows, happenedRows(ctx, since), leavingRows(ctx)])}
    select messages.campaign, messages.step, messages.variant,
      count(*) as submitted,
      ${counted('delivered', ['delivered', 'opened', 'clicked', 'complained'])},
      ${counted('opened', ['opened'])},
      ${counted('clicked', ['clicked'])},
      ${counted('bounced', ['bounced'])},
      ${counted('complained', ['complained'])},
      count(leaving.message) as unsubscribed,
      count(converted.message) as converted,
      coalesce(sum(revenue.amount), 0) as revenue
    from messages
    left join happened on happened.message = messages.key
    left join leaving on leaving.message = messages.key
    left join converted on converted.message = messages.key
    left join revenue on revenue.message = messages.key
    where messages.campaign in ${sentCampaigns}
      and messages.submitted_at between ${since} and ${ctx.now}
    group by messages.campaign, messages.step, messages.variant
    order by messages.campaign, messages.step, coalesce(messages.variant, '')`.execute(ctx.db)
  return rows.map(({ campaign, step, variant, ...counts }) => ({ campaign, step, variant, ...numbers(counts) }))
}

/**
 * How many emails something happened to. Of those whose events were removed after their time the gravest that happened
 * is known and counts.
 */
function counted(what: string, outcomes: readonly string[]): RawBuilder<unknown> {
  const known = sql.join(outcomes.map((outcome) => sql.lit(outcome)))
  return sql`sum(case
        when ${sql.ref(`happened.${what}`)} = 1 then 1
        when messages.outcome in (${known})
          and messages.submitted_at < (select cast(value as bigint) from instance where name = 'events_since') then 1
        else 0
      end) as ${sql.ref(what)}`
}

/** One row per email whose goal was reached. */
function convertedRows(converted: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`converted as (${converted})`
}

/** One row per order in the window of such an email, with the emails before it counted from the last. */
function wonRows(shop: Shop): RawBuilder<unknown> {
  return sql`
    won as (
      select converted.message, orders.total - orders.refunded_total as amount,
        row_number() over (
          partition by orders.key, converted.campaign
          order by converted.since desc, converted.message desc
        ) as place
      from converted
      join orders
        on orders.customer = converted.customer
          and orders.ordered_at > converted.since
          and orders.ordered_at <= converted.at
      where ${inPopulation('bought', shop, 'orders')}
    )`
}

/** One row per email with its revenue. */
const revenueRows = sql`
    revenue as (
      select message, sum(amount) as amount
      from won
      where place = 1
      group by message
    )`

/** One row per email with what happened to it, machines left out. */
function happenedRows({ now }: DbContext, since: Instant): RawBuilder<unknown> {
  return sql`
    happened as (
      select message,
        max(case when kind in ('delivered', 'opened', 'clicked', 'complained') then 1 else 0 end) as delivered,
        max(case when kind = 'opened' and machine = 0 then 1 else 0 end) as opened,
        max(case when kind = 'clicked' and machine = 0 then 1 else 0 end) as clicked,
        max(case when kind = 'bounced' and detail = 'permanent' then 1 else 0 end) as bounced,
        max(case when kind = 'complained' then 1 else 0 end) as complained
      from message_events
      where at between ${since} and ${now}
        and message is not null
      group by message
    )`
}

/** One row per email through which somebody left. */
function leavingRows({ now }: DbContext): RawBuilder<unknown> {
  return sql`
    leaving as (
      select message
      from consents
      where status = 'unsubscribed'
        and at <= ${now}
        and message is not null
      group by message
    )`
}

/** Counts come as text from some databases. */
function numbers<T extends object>(counts: T): { [Name in keyof T]: number } {
  const entries = Object.entries(counts).map(([name, value]) => [name, Number(value)])
  return Object.fromEntries(entries) as { [Name in keyof T]: number }
}
