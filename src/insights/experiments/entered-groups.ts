import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import { type DbContext, scratchName } from '../../db/index.ts'

/** The campaigns with a goal and the days for it: rows of `(campaign, days)`. */
export type Windows = RawBuilder<unknown>

/** Whether a customer (table `customers`) is in the holdout of the whole programme; undefined where there is none. */
export type HeldOutBy = RawBuilder<unknown> | undefined

/**
 * Who came into which group and when: a scratch table, one row per campaign with a goal and customer, and, with campaign
 * '', one per customer of the whole programme. `subject` (the message that decided; of the programme its negative),
 * `campaign`, `customer`, `held` (1 or 0), `since`, `at` (the end of the goal's days, or now) and `emails` between both.
 *
 * An experiment begins with the run that held the first customer out; what was decided before is not in it. A customer
 * is in from the first run that would have written to her, also where a limit kept the email back or no address was
 * there. Who is held out of the programme is in no group of a campaign.
 */
export async function enteredGroups(ctx: DbContext, windows: Windows, programme: HeldOutBy): Promise<string> {
  const begun = await begunAt(ctx, programme)
  const table = scratchName('entered')
  const begins = ctx.dialect.rows(
    { campaign: 'text', begin: 'integer' },
    [...begun.campaigns].map(([campaign, begin]) => [campaign, begin]),
  )
  const { now } = ctx
  await ctx.dialect.scratch(
    ctx.db,
    table,
    sql`
    with
      decided as materialized (
        -- one row per message of who was not left out for another reason before it came to the holdout
        select messages.key, messages.campaign, messages.customer, messages.purpose, messages.submitted_at,
          runs.slot, ${isHeld} as held
        from messages
        join runs on runs.key = coalesce(messages.first_run, messages.run)
        where runs.slot <= ${now}
          and runs.slot >= ${Math.min(begun.programme, ...begun.campaigns.values())}
          and ${isIn}
      ),
      own as (
        -- of campaigns, each message with the first of its customer
        select decided.*, windows.days,
          row_number() over (partition by decided.campaign, decided.customer order by decided.slot, decided.key) as place,
          min(decided.slot) over (partition by decided.campaign, decided.customer) as since
        from decided
        join ${begins} as begins on begins.campaign = decided.campaign and decided.slot >= begins.begin
        join ${windows} as windows on windows.campaign = decided.campaign
        ${programme ? sql`join customers on customers.key = decided.customer` : sql``}
        where ${programme ? sql`not (decided.held = 1 and decided.purpose = 'marketing' and ${programme})` : sql`1 = 1`}
      )
    select max(case when place = 1 then key end) as subject, campaign, customer,
      max(case when place = 1 then held end) as held, min(since) as since,
      min(${earlier(sql`since + days * 86400000`, now)}) as at,
      sum(case when submitted_at <= ${earlier(sql`since + days * 86400000`, now)} then 1 else 0 end) as emails
    from own
    group by campaign, customer
    ${programme ? sql`union all ${programmeRows(now, begun.programme, programme)}` : sql``}`,
  )
  return table
}

/** One row per customer whom a marketing email was meant for since the programme holds somebody out. */
function programmeRows(now: Instant, begin: Instant, programme: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select -min(decided.key) as subject, '' as campaign, decided.customer,
      max(case when ${programme} then 1 else 0 end) as held, min(decided.slot) as since, cast(${now} as bigint) as at,
      sum(case when submitted_at <= ${now} then 1 else 0 end) as emails
    from decided
    join customers on customers.key = decided.customer
    where decided.purpose = 'marketing'
      and decided.slot >= ${begin}
    group by decided.customer`
}

/** When each campaign, and the programme, held its first customer out; from the index of those alone. */
async function begunAt({ db, now }: DbContext, programme: HeldOutBy) {
  const by = programme ?? sql`1 = 0`
  const { rows } = await sql<{ campaign: string; by_programme: number; begin: number }>`
    select campaign, by_programme, min(slot) as begin
    from (
      select messages.campaign, runs.slot,
        case when messages.purpose = 'marketing' and ${by} then 1 else 0 end as by_programme
      from messages
      join customers on customers.key = messages.customer
      join runs on runs.key = messages.run
      where messages.state = 'skipped'
        and messages.reason = 'holdout'
        and messages.first_run is null
        and runs.slot <= ${now}
    ) as held
    group by campaign, by_programme`.execute(db)
  const slots = (wanted: number) => rows.filter((row) => Number(row.by_programme) === wanted)
  return {
    campaigns: new Map(slots(0).map(({ campaign, begin }) => [campaign, Number(begin)])),
    programme: Math.min(NEVER, ...slots(1).map(({ begin }) => Number(begin))),
  }
}

/** Who waited at first was taken in, whatever came after. */
const isHeld = sql`case when messages.state = 'skipped' and messages.reason = 'holdout' and messages.first_run is null
          then 1 else 0 end`

/** The reasons that come after the holdout in the order of a plan: they meet both groups alike. */
const isIn = sql`(
            messages.first_run is not null
            or messages.state <> 'skipped'
            or messages.reason in ('holdout', 'guard_stopped', 'paused', 'too_late', 'missing_data', 'outranked',
              'cap_reached', 'quiet_hours')
          )`

function earlier(one: RawBuilder<unknown>, now: Instant): RawBuilder<unknown> {
  return sql`case when ${one} < ${now} then ${one} else ${now} end`
}

/** After every instant. */
const NEVER = 8_640_000_000_000_000
