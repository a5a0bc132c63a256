import { sql } from 'kysely'
import { hasNotices } from '../campaigns/index.ts'
import { defer } from './defer.ts'
import type { Slot } from './due-rows.ts'
import type { PlanContext } from './plan.ts'
import { seen, sentStates } from './seen.ts'

/**
 * Decides what is still open: at most one marketing email per customer and local day, by priority, then the older
 * occasion, then the campaign's name; then the shop's limit. Losers wait for the first day that fits within `late`, or
 * are skipped. Works on the scratch table `placed`, day by day, since a day's emails count for the next one's limit.
 */
export async function arbitrate(ctx: PlanContext, placed: string, slot: Slot): Promise<void> {
  await decideService(ctx, placed)
  await decideNotices(ctx, placed)
  await decideNotYet(ctx, placed)
  await decideQuiet(ctx, placed, slot)
  for (const day of await openDays(ctx, placed)) {
    await decideRank(ctx, placed, day)
    await decideLimit(ctx, placed, day)
    await sql`
      update ${sql.table(placed)}
      set decision = 'send', reason = 'due'
      where decision is null and day = ${day}`.execute(ctx.db)
  }
  await defer(ctx, placed)
}

/** Service emails neither count nor wait. */
async function decideService(ctx: PlanContext, placed: string): Promise<void> {
  await sql`
    update ${sql.table(placed)}
    set decision = 'send', reason = 'due'
    where decision is null and timing <> 'not_yet' and purpose = 'service'`.execute(ctx.db)
}

/** What somebody of the shop hears takes nothing from the customer's day. */
async function decideNotices(ctx: PlanContext, placed: string): Promise<void> {
  if (!ctx.campaigns.some(hasNotices)) return
  await sql`
    update ${sql.table(placed)}
    set decision = 'tell', reason = 'due'
    where decision is null and timing <> 'not_yet' and purpose = 'notice'`.execute(ctx.db)
}

/** Of the coming steps of a journey only the next one is listed. */
async function decideNotYet(ctx: PlanContext, placed: string): Promise<void> {
  await sql`
    delete from ${sql.table(placed)}
    where timing = 'not_yet'
      and subject not in (
        select subject
        from (
          select subject, row_number() over (partition by campaign, customer, occasion order by due_at, step_index) as place
          from ${sql.table(placed)}
          where timing = 'not_yet'
        ) as coming
        where place = 1
      )`.execute(ctx.db)
  await sql`
    update ${sql.table(placed)}
    set decision = 'wait', reason = 'not_yet'
    where decision is null and timing = 'not_yet'`.execute(ctx.db)
}

/** Quiet hours that end after the slot: the next run sends it. Those that end later than `late` allows end it. */
async function decideQuiet(ctx: PlanContext, placed: string, slot: Slot): Promise<void> {
  const inTime = sql`day - due_day <= late + case when due_at < started_at then 1 else 0 end`
  await sql`
    update ${sql.table(placed)}
    set decision = case when ${inTime} then 'wait' else 'skip' end, reason = 'quiet_hours'
    where decision is null
      and (send_at >= ${slot.horizon} or (was_quiet = 1 and not (${inTime})))`.execute(ctx.db)
}

async function openDays(ctx: PlanContext, placed: string): Promise<number[]> {
  const { rows } = await sql<{ day: number }>`
    select distinct day from ${sql.table(placed)} where decision is null order by day`.execute(ctx.db)
  return rows.map(({ day }) => Number(day))
}

/** All but the first of a customer's day, and everything where an email of the day is on its way already. */
async function decideRank(ctx: PlanContext, placed: string, day: number): Promise<void> {
  await sql`
    update ${sql.table(placed)}
    set reason = 'outranked', decision = 'wait'
    where decision is null and day = ${day}
      and subject in (
        -- what loses the day
        select subject
        from (
          select p.subject, p.customer,
            row_number() over (
              partition by p.customer
              order by p.priority desc, p.started_at, p.campaign, p.step_index, p.occasion
            ) as place
          from ${sql.table(placed)} as p
          where p.decision is null and p.day = ${day}
        ) as ranked
        where place > 1
          or exists (
            select 1
            from messages as m
            where m.customer = ranked.customer and m.purpose = 'marketing' and m.day = ${day} and m.state in (${sentStates})
              and ${seen(ctx, 'm')}
          )
      )`.execute(ctx.db)
}

/** A run queues emails up to two local days ahead: a later run of the same day finds them there. */
const QUEUED_AHEAD = 2

/** The winner of the day where the limit is used up in any of the windows that hold the day. */
async function decideLimit(ctx: PlanContext, placed: string, day: number): Promise<void> {
  const limit = ctx.shop.limit
  if (!limit) return
  const ends = Array.from({ length: Math.min(limit.days, QUEUED_AHEAD + 1) }, (_, ahead) => [day + ahead])
  const inside = (column: string) =>
    sql`${sql.ref(column)} > span.until - ${limit.days} and ${sql.ref(column)} <= span.until`
  await sql`
    update ${sql.table(placed)}
    set reason = 'cap_reached', decision = 'wait'
    where decision is null and day = ${day}
      and exists (
        select 1
        from ${ctx.dialect.rows({ until: 'integer' }, ends)} as span
        where ${limit.count} <= (
          select count(*)
          from messages as m
          where m.customer = ${sql.table(placed)}.customer and m.purpose = 'marketing' and m.state in (${sentStates})
            and ${seen(ctx, 'm')} and ${inside('m.day')}
        ) + (
          select count(*)
          from ${sql.table(placed)} as sent
          where sent.customer = ${sql.table(placed)}.customer and sent.purpose = 'marketing' and sent.decision = 'send'
            and ${inside('sent.day')}
        )
      )`.execute(ctx.db)
}
