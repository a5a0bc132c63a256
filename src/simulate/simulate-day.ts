import { sql } from 'kysely'
import { type Day, startOfDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { type DbContext, scratchName } from '../db/index.ts'
import {
  type MadePlan,
  type PlanContext,
  type PlanOptions,
  planDay,
  readPlan,
  takeAsSubmitted,
  volumeOf,
} from '../plan/index.ts'
import { refreshMembers, type Sizes } from '../segments/index.ts'
import { marksOf } from './marks.ts'
import type { Programme, SimulatedDay } from './simulation.ts'

/**
 * Plans one day of the shop as of its first instant, writes the decisions down in the copy and takes the emails as
 * delivered. Emails that met the shop's limit are noted in the scratch table `capped`.
 */
export async function simulateDay(
  programme: Programme,
  store: Omit<DbContext, 'now'>,
  date: Day,
  capped: string,
  onStep?: PlanOptions['onStep'],
): Promise<SimulatedDay> {
  const now = startOfDay(date, programme.shop.timeZone)
  const run = await openRun(store, now)
  return planDay({ ...programme, ...store, now }, { mode: 'as of', onStep }, async ({ ctx, made, guards, sizes }) => {
    const plan = await readPlan(ctx, made, 'counts only')
    const recipients = plan.totals.send > 0 ? (await volumeOf(ctx, made)).recipients : 0
    if (plan.campaigns.some(({ reasons }) => reasons.cap_reached)) await noteCapped(ctx, made, capped)
    await takeAsSubmitted(ctx, made, run)
    // The next day need not ask again who was in which segment today.
    await refreshMembers(ctx.evaluation, { slot: now })
    await finishRun(store, run, now, sizes)
    return {
      date,
      marks: marksOf(date, programme.shop.timeZone),
      send: plan.totals.send,
      recipients,
      campaigns: Object.fromEntries(plan.campaigns.map(({ campaign, ...counts }) => [campaign, counts])),
      stopped: [...new Set(guards.map(({ segment }) => segment))],
    }
  })
}

/**
 * Makes a copy ready for simulated days. Opens the scratch table `(customer, campaign, step, occasion)`, one row each
 * time an email met the shop's limit, and returns its name.
 */
export async function prepareDays({ db, dialect }: Omit<DbContext, 'now'>): Promise<string> {
  for (const index of deliveryIndexes) await sql`drop index ${sql.ref(index)}`.execute(db)
  const table = scratchName('capped')
  await dialect.scratch(db, table, sql`select customer, campaign, step, occasion from messages where 1 = 0`)
  return table
}

/** What only the delivery and its reports look up: kept, they would cost every simulated email a write each. */
const deliveryIndexes = [
  'messages_due',
  'messages_open',
  'messages_by_run',
  'messages_by_campaign',
  'messages_held',
] as const

/** The row that makes the day's decisions visible to the days after it. */
async function openRun({ db }: Omit<DbContext, 'now'>, now: Instant): Promise<number> {
  const row = { slot: now, started_at: now, state: 'running', summary: '{}' }
  const { key } = await db.insertInto('runs').values(row).returning('key').executeTakeFirstOrThrow()
  return key
}

async function finishRun({ db }: Omit<DbContext, 'now'>, run: number, now: Instant, sizes: Sizes): Promise<void> {
  const summary = JSON.stringify({ customers: sizes.customers, segments: Object.fromEntries(sizes.segments) })
  await db.updateTable('runs').set({ state: 'done', finished_at: now, summary }).where('key', '=', run).execute()
}

async function noteCapped(ctx: PlanContext, made: MadePlan, capped: string): Promise<void> {
  await sql`
    insert into ${sql.table(capped)} (customer, campaign, step, occasion)
    select customer, campaign, step, occasion
    from ${sql.table(made.table)}
    where reason = 'cap_reached'`.execute(ctx.db)
}
