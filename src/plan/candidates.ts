import { type RawBuilder, sql } from 'kysely'
import { localDay, startOfDay } from '../calendar/index.ts'
import { type Campaign, dueSteps } from '../campaigns/index.ts'
import type { Instant } from '../clock.ts'
import { scratchName } from '../db/index.ts'
import { localDayOf } from '../facts/index.ts'
import { type DueRow, daysAsked, dueColumns, dueRows, type FirstSlot, reachOf, type Slot } from './due-rows.ts'
import { clocksOf } from './clocks.ts'
import type { PlanContext, PlanOptions } from './plan.ts'

/**
 * Fills a scratch table with one row per customer, occasion and step that concerns the slot: `subject` (number),
 * `campaign`, `step`, `step_index`, `customer`, `occasion`, `started_at`, `start_day`, `order`, `due_day`, `due_at`,
 * `timing` (`due`, `open` from an earlier day, `not_yet`), `purpose`, `topic`, `priority`, `late`, `zone` (the customer's),
 * `zone_today` and `wall_today` (day numbers on the campaign's clock at the slot and at the real time), `wall_at`
 * (the campaign's hour on that day), `again_since`, `again_until`. Returns its name.
 */
export async function gatherCandidates(
  ctx: PlanContext,
  slot: Slot,
  options: PlanOptions,
  firsts: ReadonlyMap<string, Instant>,
): Promise<string> {
  const clocks = clocksOf(await zonesInUse(ctx), ...reachOf(ctx.campaigns, slot))
  const zones = await openZones(ctx, clocks)
  const calendar = await openCalendar(ctx)
  const parts: RawBuilder<unknown>[] = []
  for (const campaign of ctx.campaigns) {
    const first = firstOf(ctx, slot, options, firsts.get(campaign.name))
    const part = await journeysOf(ctx, campaign, slot, options, { clocks, zones, first, calendar })
    if (part) parts.push(part)
  }
  const all = parts.length > 0 ? sql.join(parts, sql` union all `) : noJourneys(ctx)
  const table = scratchName('candidates')
  await ctx.dialect.scratch(
    ctx.db,
    table,
    sql`
      -- one row per customer, occasion and step that concerns the slot
      select row_number() over () as subject, journeys.*
      from (${all}) as journeys`,
  )
  await sql`drop table ${sql.table(calendar)}`.execute(ctx.db)
  await sql`drop table ${sql.table(zones)}`.execute(ctx.db)
  return table
}

/** No row of the columns of a journey, each of its type: PostgreSQL would take a 0 for a number of 32 bits. */
function noJourneys({ dialect }: PlanContext): RawBuilder<unknown> {
  const columns = [
    ...TEXTS.map((name) => [name, 'text'] as const),
    ...NUMBERS.map((name) => [name, 'integer'] as const),
  ]
  return sql`select * from ${dialect.rows(Object.fromEntries(columns), [])} as none`
}

const TEXTS = ['campaign', 'step', 'occasion', 'timing', 'zone', 'purpose', 'topic']
const NUMBERS = [
  ...['step_index', 'customer', 'started_at', 'start_day', 'order', 'due_day', 'due_at', 'zone_today', 'wall_today'],
  ...['wall_at', 'again_since', 'again_until', 'priority', 'late'],
]

/** The zones that customers live in, and the shop's own. */
async function zonesInUse(ctx: PlanContext): Promise<string[]> {
  const rows = await ctx.db.selectFrom('customers').select('time_zone').distinct().execute()
  return [...new Set([ctx.shop.timeZone, ...rows.flatMap(({ time_zone }) => (time_zone ? [time_zone] : []))])]
}

/** When each campaign began to run; one that never ran begins with this slot. */
export async function firstSlots(ctx: PlanContext): Promise<Map<string, Instant>> {
  const rows = await ctx.db.selectFrom('campaigns').selectAll().where('first_slot', '<=', ctx.now).execute()
  return new Map(rows.map(({ name, first_slot }) => [name, first_slot]))
}

/**
 * A first run takes in the whole local day of each customer, also where its hour has passed. A pure evaluation of a
 * campaign that never ran takes in the shop's day only: so evaluations of neighbouring days share no message.
 */
function firstOf(ctx: PlanContext, slot: Slot, options: PlanOptions, known: Instant | undefined): FirstSlot {
  const starts = options.mode === 'as of' ? 'all' : 'from here'
  if (known !== undefined) return { slot: known, notBefore: 0, starts }
  const notBefore = options.mode === 'as of' ? startOfDay(slot.today, ctx.shop.timeZone) : 0
  return { slot: ctx.now, notBefore, starts }
}

/** What all campaigns share: the clock of each zone, and the scratch tables of zones and of due rows. */
interface Calendar {
  readonly clocks: ReadonlyMap<string, string>
  readonly zones: string
  readonly calendar: string
}

async function journeysOf(
  ctx: PlanContext,
  campaign: Campaign,
  slot: Slot,
  options: PlanOptions,
  { clocks, zones, first, calendar }: Calendar & { readonly first: FirstSlot },
): Promise<RawBuilder<unknown> | undefined> {
  const shown = campaign.sendAt.clock === 'shop' ? [ctx.shop.timeZone] : [...new Set(clocks.values())]
  const due = dueRows(campaign, slot, shown, ctx.shop, first)
  if (due.length === 0) return undefined
  await writeDue(ctx, calendar, campaign, due)
  const starts = await campaign.starts.occasions({
    db: ctx.db,
    dialect: ctx.dialect,
    now: ctx.now,
    shop: ctx.shop,
    evaluation: ctx.evaluation,
    today: slot.today,
    days: daysAsked(due),
    notBefore: options.mode === 'as of' ? null : first.slot - campaign.backfill * 86_400_000,
    firstDay: localDay(first.slot, ctx.shop.timeZone),
    customer: options.customer,
    includeCurrent: campaign.includeCurrent,
  })
  return scheduled(ctx, campaign, slot, starts, { due, zones, calendar })
}

/**
 * Opens the scratch table of all due rows with their campaign. With customers in many zones these are thousands, and
 * more than half of a plan's time would go into unpacking them as one parameter.
 */
async function openCalendar(ctx: PlanContext): Promise<string> {
  const table = scratchName('calendar')
  // The names as the dialect gives texts: they sort by their code.
  await ctx.dialect.scratch(
    ctx.db,
    table,
    sql`select * from ${ctx.dialect.rows({ campaign: 'text', ...dueColumns }, [])} as due`,
  )
  await sql`create index ${sql.ref(`${table}_by_day`)} on ${sql.table(table)} (campaign, day, zone)`.execute(ctx.db)
  return table
}

/** Opens the scratch table `(zone, clock)`: zones whose clocks agree share the calendar's rows. */
async function openZones(ctx: PlanContext, clocks: ReadonlyMap<string, string>): Promise<string> {
  const table = scratchName('zones')
  const given = ctx.dialect.rows({ zone: 'text', clock: 'text' }, [...clocks])
  await ctx.dialect.scratch(ctx.db, table, sql`select zone, clock from ${given} as given`)
  await sql`create unique index ${sql.ref(`${table}_by_zone`)} on ${sql.table(table)} (zone)`.execute(ctx.db)
  return table
}

async function writeDue(ctx: PlanContext, table: string, { name }: Campaign, due: readonly DueRow[]): Promise<void> {
  const places = Array.from({ length: Object.keys(dueColumns).length + 1 }, () => '?').join(', ')
  const rows = due.map((row) => [name, ...row])
  await ctx.dialect.runMany(ctx.db, `insert into ${table} values (${places})`, rows)
}

/** The instant of the calendar, or that of the hours since the start where they have not passed by then. */
const dueAt = sql`case
            when due.due_at is null or (due.shift > 0 and due.due_at < s.at + due.shift) then s.at + due.shift
            else due.due_at
          end`

/** The starts of a campaign joined with the calendar of its steps. */
function scheduled(
  ctx: PlanContext,
  campaign: Campaign,
  slot: Slot,
  starts: RawBuilder<unknown>,
  { due, zones, calendar }: Pick<Calendar, 'zones' | 'calendar'> & { readonly due: readonly DueRow[] },
): RawBuilder<unknown> {
  const own = sql`coalesce(c.time_zone, ${ctx.shop.timeZone})`
  const clock =
    campaign.sendAt.clock === 'shop'
      ? sql`${ctx.shop.timeZone}`
      : sql`(select clock from ${sql.table(zones)} as zones where zones.zone = ${own})`
  return sql`
    select * from (
      -- by itself: joined with the calendar before its own rows are found, it would be read once for each of its days
      with s as materialized (${starts})
      select due.campaign, due.step, due.step_index, s.customer, s.occasion, s.at as started_at,
        s.day as start_day, s."order", due.due_day, ${dueAt} as due_at,
        case
          when ${dueAt} >= ${slot.until} then 'not_yet'
          when ${dueAt} >= ${slot.from} then 'due'
          else 'open'
        end as timing,
        ${own} as zone, due.zone_today, due.wall_today, due.wall_at,
        due.again_since, due.again_until, ${purposeOf(campaign)} as purpose, ${campaign.topic} as topic,
        ${sql.lit(campaign.priority)} as priority, ${sql.lit(campaign.late)} as late
      from s
      join customers as c on c.key = s.customer
      join ${sql.table(calendar)} as due on due.campaign = ${campaign.name} and due.zone = ${clock} and ${isOnDay(ctx, due)}
      where s.at <= ${ctx.now}
        and (c.exists_from is null or c.exists_from <= ${campaign.starts.moment === 'day' ? sql`s.at` : ctx.now})
    ) as scheduled`
}

/** A word to somebody of the shop is neither marketing nor service: nothing that binds emails binds it. */
function purposeOf(campaign: Campaign): RawBuilder<unknown> {
  const notices = dueSteps(campaign).flatMap(({ kind, id }) => (kind === 'notify' ? [id] : []))
  if (notices.length === 0) return sql`${campaign.purpose}`
  return sql`case when due.step in (${sql.join(notices)}) then 'notice' else ${campaign.purpose} end`
}

/** The day of the start, or of the end of its first hours: where nothing but hours passed, on the campaign's clock. */
function isOnDay(ctx: PlanContext, due: readonly DueRow[]): RawBuilder<unknown> {
  if (!due.some(([, , , , shift]) => shift > 0)) return sql`due.day = s.day`
  return sql`case
          when due.since is not null then s.at + due.shift >= due.since and s.at + due.shift < due.until
          when due.shift > 0 then due.day = ${localDayOf(ctx, sql`(s.at + due.shift)`)}
          else due.day = s.day
        end`
}
