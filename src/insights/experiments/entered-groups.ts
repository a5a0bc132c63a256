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
  const held = await heldOutOfAll(ctx, programme)
  const begun = await begunAt(ctx, held)
  const table = scratchName('entered')
  const begins = ctx.dialect.rows(
    { campaign: 'text', begin: 'integer' },
    [...begun.campaigns].map(([campaign, begin]) => [campaign, begin]),
  )
  const first = Math.min(begun.programme, ...begun.campaigns.values())
  await ctx.dialect.scratch(
    ctx.db,
    table,
    sql`
    with
      ${decidedRows(ctx.now, first, begun.programme, { begins, windows, held })},
      groups as materialized (
        -- one row per campaign and customer; of twice the slot and one for the held out the least tells both
        select campaign, customer, min(key) as key, min(first) as first, min(days) as days,
          sum(case when submitted_at between first / 2 and ${endOf('first / 2', ctx.now)} then 1 else 0 end) as emails,
          min(of_all) as of_all, sum(case when of_all is not null and submitted_at <= ${ctx.now} then 1 else 0 end) as all_emails
        from decided
        group by campaign, customer
      )
    select key as subject, campaign, customer, first % 2 as held, first / 2 as since, ${endOf('first / 2', ctx.now)} as at, emails
    from groups
    where first is not null
    union all
    select -min(groups.key) as subject, '' as campaign, groups.customer,
      max(case when barred.customer is null then 0 else 1 end) as held, min(of_all) as since,
      cast(${ctx.now} as bigint) as at, sum(all_emails) as emails
    from groups
    left join ${sql.table(held)} as barred on barred.customer = groups.customer
    where of_all is not null
    group by groups.customer`,
  )
  await sql`drop table ${sql.table(held)}`.execute(ctx.db)
  return table
}

/**
 * One row per message of who was not left out for another reason before it came to the holdout: `first` of its customer
 * in the campaign, from the run on that began it, and `of_all`, the slot where it counts for the programme.
 */
function decidedRows(
  now: Instant,
  first: Instant,
  programme: Instant,
  { begins, windows, held }: { readonly begins: RawBuilder<unknown>; readonly windows: Windows; readonly held: string },
): RawBuilder<unknown> {
  return sql`decided as (
        select messages.key, messages.campaign, messages.customer, messages.submitted_at, windows.days,
          min(case
            when windows.days is not null and runs.slot >= begins.begin and (${isHeld} = 0 or barred.customer is null)
              then runs.slot * 2 + ${isHeld}
          end) over (partition by messages.campaign, messages.customer) as first,
          case when messages.purpose = 'marketing' and runs.slot >= ${programme} then runs.slot end as of_all
        from messages
        join runs on runs.key = coalesce(messages.first_run, messages.run)
        left join ${begins} as begins on begins.campaign = messages.campaign
        left join ${windows} as windows on windows.campaign = messages.campaign
        left join ${sql.table(held)} as barred on barred.customer = messages.customer and messages.purpose = 'marketing'
        where runs.slot <= ${now}
          and runs.slot >= ${first}
          and messages.notify is null
          and ${isIn}
      )`
}

/** A scratch table of the customers whom the holdout of the programme kept from an email. */
async function heldOutOfAll({ db, dialect, now }: DbContext, programme: HeldOutBy): Promise<string> {
  const table = scratchName('barred')
  await dialect.scratch(
    db,
    table,
    sql`
    select customers.key as customer
    from customers
    where customers.key in (
        select messages.customer
        from messages
        join runs on runs.key = messages.run
        where ${wasHeld}
          and messages.purpose = 'marketing'
          and runs.slot <= ${now}
      )
      and ${programme ?? sql`1 = 0`}`,
  )
  await sql`create index ${sql.ref(`${table}_by_customer`)} on ${sql.table(table)} (customer)`.execute(db)
  return table
}

/** When each campaign, and the programme, held its first customer out; from the index of those alone. */
async function begunAt({ db, now }: DbContext, held: string) {
  const { rows } = await sql<{ campaign: string; by_programme: number; begin: number }>`
    select messages.campaign, case when barred.customer is null then 0 else 1 end as by_programme, min(runs.slot) as begin
    from messages
    join runs on runs.key = messages.run
    left join ${sql.table(held)} as barred on barred.customer = messages.customer and messages.purpose = 'marketing'
    where ${wasHeld}
      and runs.slot <= ${now}
    group by messages.campaign, case when barred.customer is null then 0 else 1 end`.execute(db)
  const slots = (wanted: number) => rows.filter((row) => Number(row.by_programme) === wanted)
  return {
    campaigns: new Map(slots(0).map(({ campaign, begin }) => [campaign, Number(begin)])),
    programme: Math.min(NEVER, ...slots(1).map(({ begin }) => Number(begin))),
  }
}

const wasHeld = sql`messages.state = 'skipped' and messages.reason = 'holdout' and messages.first_run is null
      and messages.notify is null`

/** Who waited at first was taken in, whatever came after. */
const isHeld = sql`case when ${wasHeld} then 1 else 0 end`

/** The reasons that come after the holdout in the order of a plan: they meet both groups alike. */
const isIn = sql`(
            messages.first_run is not null
            or messages.state <> 'skipped'
            or messages.reason in ('holdout', 'guard_stopped', 'paused', 'too_late', 'missing_data', 'outranked',
              'cap_reached', 'quiet_hours')
          )`

/** The end of the goal's days after an instant, or now. */
function endOf(since: string, now: Instant): RawBuilder<unknown> {
  const end = sql.raw(`${since} + days * 86400000`)
  return sql`case when ${end} < ${now} then ${end} else ${now} end`
}

/** After every instant. */
const NEVER = 4_000_000_000_000_000
