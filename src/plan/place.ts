import { sql } from 'kysely'
import { addDays, dayNumber, endOfDay, startOfDay } from '../calendar/index.ts'
import type { Shop } from '../config/shop.ts'
import { scratchName } from '../db/index.ts'
import type { Slot } from './due-rows.ts'
import type { PlanContext } from './plan.ts'
import { quietOn } from './quiet-hours.ts'

/** Days around the slot that messages of its plan can fall on, deferral included. */
const DAYS_BEFORE = 2
const DAYS_AFTER = 5

/**
 * Places each judged candidate on the customer's calendar: marketing is moved out of the quiet hours, and `day` is the
 * number of the customer's local day on which it would go. Returns a scratch table with the columns of `judged`, `day`
 * and `was_quiet` (1: moved).
 */
export async function placeOnCalendar(ctx: PlanContext, judged: string, slot: Slot): Promise<string> {
  const zones = await zonesOf(ctx, judged)
  const quiet = quietRows(ctx.shop, slot, zones)
  const table = scratchName('placed')
  await ctx.dialect.scratch(
    ctx.db,
    table,
    sql`
      -- one row per candidate with its instant outside quiet hours and its local day
      with moved as (
        select j.*, coalesce(quiet.until, j.send_at) as placed_at,
          case when quiet.until is null then 0 else 1 end as was_quiet
        from ${sql.table(judged)} as j
        left join ${ctx.dialect.rows({ zone: 'text', since: 'integer', until: 'integer' }, quiet)} as quiet
          on j.purpose = 'marketing' and quiet.zone = j.zone and j.send_at >= quiet.since and j.send_at < quiet.until
      )
      select moved.subject, campaign, step, step_index, customer, customer_id, occasion, started_at, start_day,
        "order", due_day, due_at, timing, purpose, priority, late, moved.zone, zone_today, wall_today, variant, state,
        placed_at as send_at, coalesce(days.day, due_day) as day, was_quiet, decision, reason
      from moved
      left join ${ctx.dialect.rows({ zone: 'text', since: 'integer', until: 'integer', day: 'integer' }, dayRows(slot, zones))} as days
        on days.zone = moved.zone and placed_at >= days.since and placed_at < days.until`,
  )
  // The limit looks up each customer's other emails.
  await sql`create index ${sql.ref(`${table}_by_customer`)} on ${sql.table(table)} (customer)`.execute(ctx.db)
  return table
}

async function zonesOf(ctx: PlanContext, table: string): Promise<string[]> {
  const { rows } = await sql<{ zone: string }>`select distinct zone from ${sql.table(table)}`.execute(ctx.db)
  return rows.map(({ zone }) => zone)
}

/** The local days of each zone around the slot as instants. */
function dayRows(slot: Slot, zones: readonly string[]): [string, number, number, number][] {
  const days = daysAround(slot)
  return zones.flatMap((zone) =>
    days.map((day): [string, number, number, number] => [
      zone,
      startOfDay(day, zone),
      endOfDay(day, zone),
      dayNumber(day),
    ]),
  )
}

/** The quiet hours around the slot as instants, one row per zone and day. */
function quietRows(shop: Shop, slot: Slot, zones: readonly string[]): [string, number, number][] {
  return zones.flatMap((zone) =>
    daysAround(slot).flatMap((day): [string, number, number][] => {
      const quiet = quietOn(shop, day, zone)
      return quiet ? [[zone, quiet.since, quiet.until]] : []
    }),
  )
}

function daysAround(slot: Slot): string[] {
  const wallDays = Math.max(0, Math.ceil((slot.wall - slot.from) / 86_400_000))
  const count = DAYS_BEFORE + DAYS_AFTER + wallDays
  return Array.from({ length: count }, (_, i) => addDays(slot.today, i - DAYS_BEFORE))
}
