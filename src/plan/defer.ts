import { type RawBuilder, sql } from 'kysely'
import { dayNumber, dayOfNumber, instantAt, localDay } from '../calendar/index.ts'
import { outsideQuiet } from './quiet-hours.ts'
import type { PlanContext } from './plan.ts'
import { seen, sentStates } from './seen.ts'

/**
 * The losers: with `when_capped: defer` they wait for the first later day within `late` on which the customer has no
 * email and room under the limit; without such a day, or with `skip`, they are skipped.
 */
export async function defer(ctx: PlanContext, placed: string): Promise<void> {
  const deferring = ctx.campaigns.filter((campaign) => campaign.whenCapped === 'defer').map(({ name }) => name)
  const losers = sql`reason in ('outranked', 'cap_reached', 'guard_stopped') and decision = 'wait'`
  const stays =
    deferring.length === 0
      ? sql`reason = 'guard_stopped'`
      : sql`(campaign in (${sql.join(deferring)}) or reason = 'guard_stopped')`
  await sql`
    update ${sql.table(placed)}
    set decision = 'skip'
    where ${losers} and not ${stays}`.execute(ctx.db)
  const own = sql.table(placed)
  const longest = Math.max(0, ...ctx.campaigns.map((campaign) => campaign.late))
  const ahead = ctx.dialect.rows(
    { ahead: 'integer' },
    Array.from({ length: longest }, (_, i) => [i + 1]),
  )
  await sql`
    update ${sql.table(placed)}
    set day = (
        -- the first day that fits
        select min(${own}.day + later.ahead)
        from ${ahead} as later
        where ${own}.day + later.ahead <= ${own}.due_day + ${own}.late
          and (${own}.purpose = 'notice' or ${fits(ctx, placed)})
      )
    where ${losers}`.execute(ctx.db)
  await sql`
    update ${sql.table(placed)}
    set decision = 'skip'
    where ${losers} and day is null`.execute(ctx.db)
  await nameHour(ctx, placed, losers)
}

/** The campaign's hour on the day it was deferred to, outside quiet hours. */
async function nameHour(ctx: PlanContext, placed: string, losers: RawBuilder<unknown>): Promise<void> {
  const own = sql.table(placed)
  const { rows } = await sql<{ campaign: string; zone: string; day: number }>`
    select distinct campaign, zone, day from ${own} where ${losers}`.execute(ctx.db)
  const hours = rows.map(({ campaign, zone, day }) => [
    campaign,
    zone,
    Number(day),
    hourOn(ctx, campaign, zone, Number(day)),
  ])
  const relation = ctx.dialect.rows({ campaign: 'text', zone: 'text', day: 'integer', at: 'integer' }, hours)
  await sql`
    update ${own}
    set send_at = (
        select hours.at
        from ${relation} as hours
        where hours.campaign = ${own}.campaign and hours.zone = ${own}.zone and hours.day = ${own}.day
      )
    where ${losers}`.execute(ctx.db)
}

function hourOn(ctx: PlanContext, name: string, zone: string, day: number): number {
  const sendAt = ctx.campaigns.find((campaign) => campaign.name === name)?.sendAt ?? ctx.shop.sendAt
  const clock = sendAt.clock === 'shop' ? ctx.shop.timeZone : zone
  const hour = instantAt(dayOfNumber(day), sendAt.time, clock)
  // On the shop's clock the hour may fall on the customer's day before or after.
  const off = day - dayNumber(localDay(hour, zone))
  const own = off === 0 ? hour : instantAt(dayOfNumber(day + off), sendAt.time, clock)
  return outsideQuiet(ctx.shop, own, zone)
}

function fits(ctx: PlanContext, placed: string) {
  const window = ctx.shop.limit?.days ?? 1
  const most = ctx.shop.limit?.count ?? 1
  const own = sql.table(placed)
  const count = (from: number) => sql`(
            (select count(*) from messages as m
              where m.customer = ${own}.customer and m.purpose = 'marketing' and m.state in (${sentStates})
                and ${seen(ctx, 'm')} and m.day > ${own}.day + later.ahead - ${from} and m.day <= ${own}.day + later.ahead)
            + (select count(*) from ${sql.table(placed)} as sent
              where sent.customer = ${own}.customer and sent.purpose = 'marketing' and sent.decision = 'send'
                and sent.day > ${own}.day + later.ahead - ${from} and sent.day <= ${own}.day + later.ahead)
          )`
  return ctx.shop.limit ? sql`${count(window)} < ${most} and ${count(1)} = 0` : sql`${count(1)} = 0`
}
