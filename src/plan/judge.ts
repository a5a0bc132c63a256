import { type RawBuilder, sql } from 'kysely'
import { dueSteps, hasNotices, segmentsOf } from '../campaigns/index.ts'
import { consentState, pausedUntil, suppressedBy } from '../consent/index.ts'
import { scratchName } from '../db/index.ts'
import { segmentsIn } from '../segments/index.ts'
import type { PlanContext, PlanOptions } from './plan.ts'
import { seen, sentStates, toldStates } from './seen.ts'
import { adoptionsAt } from './adoptions.ts'
import { holdoutBelow } from './shares.ts'
import { variantColumn } from './variant-column.ts'

/**
 * Gives each candidate its decision and reason as far as it is its own affair; those that stay open (`decision` null)
 * go on to arbitration. Candidates who were never in the audience and those decided on an earlier day are left out.
 * Returns a scratch table: the candidates' columns with `variant`, `state` (of their message
 * so far, or null), `send_at`, `decision`, `reason`.
 */
export async function judgeCandidates(
  ctx: PlanContext,
  candidates: string,
  audience: string | undefined,
  options: PlanOptions,
): Promise<string> {
  const table = scratchName('judged')
  await ctx.dialect.scratch(
    ctx.db,
    table,
    sql`
      -- one row per candidate with what stands against it
      with recursive ${formerSteps(ctx)},
      asked as (
        select c.*, customers.id as customer_id, m.state, m.reason as earlier_reason, m.send_at as earlier_send_at, ${variantColumn(ctx, await adoptionsAt(ctx))} as variant,
          ${permission(ctx, options)},
          ${hadAlready(ctx)} as had_already,
          ${audience ? sql`coalesce(a.stopped, 0)` : sql`0`} as stopped,
          ${audience ? sql`coalesce(a.still_in, 1)` : sql`1`} as still_in
        from ${sql.table(candidates)} as c
        join customers on customers.key = c.customer
        ${audience ? sql`left join ${sql.table(audience)} as a on a.subject = c.subject` : sql``}
        left join messages as m
          on m.campaign = c.campaign and m.step = c.step and m.customer = c.customer and m.occasion = c.occasion
            and ${seen(ctx, 'm')}
        ${audience ? sql`where coalesce(a.started_in, 1) = 1` : sql``}
      ),
      open as (
        -- with the start of the customer's journey before it, if that one is open too
        select asked.*, ${beforeIt(ctx)} as before_it
        from asked
        where ${isOpen}
      ),
      -- by itself: what stands against a candidate is searched once, and nothing beyond the first that does
      judged as materialized (
        select open.*, ${reason(ctx, options)} as reason
        from open
      )
      select judged.subject, campaign, step, step_index, customer, customer_id, occasion, started_at, start_day,
        "order", due_day, due_at, timing, purpose, priority, late, zone, zone_today, wall_today, wall_at, variant, state,
        ${effectiveInstant(options.wall ?? ctx.now)} as send_at,
        case
          when reason is null then null
          when reason = 'guard_stopped' then 'wait'
          else 'skip'
        end as decision,
        reason
      from judged
      where not (timing = 'not_yet' and reason is not null)`,
  )
  return table
}

/**
 * In the slot everything is listed, what was decided before as well. From earlier days only what is not decided yet:
 * waiting messages, and starts that became visible since, as long as they are not too late.
 */
const isOpen = sql`(
          timing in ('due', 'not_yet')
          or ((state is null or state = 'waiting')
            and (zone_today - due_day <= late + case when due_at < started_at then 1 else 0 end or state = 'waiting'))
        )`

/** Only what is not arbitrated asks for it; the order that it needs would be one of all candidates. */
function beforeIt(ctx: PlanContext): RawBuilder<unknown> {
  const asking = ctx.campaigns.some(
    (campaign) => (campaign.purpose === 'service' || hasNotices(campaign)) && campaign.again !== 'every time',
  )
  if (!asking) return sql`cast(null as bigint)`
  return sql`lag(started_at) over (partition by campaign, customer, step order by started_at, occasion)`
}

/** Columns `suppressed`, `consent`, `paused_until`, `held_out` and `no_address`: what stands between a customer and any email. */
function permission(ctx: PlanContext, options: PlanOptions): RawBuilder<unknown> {
  if (options.permission === 'assumed')
    return sql`'no' as suppressed, 'subscribed' as consent, 0 as paused_until, 0 as held_out, 0 as no_address`
  return sql`${suppressed(ctx)} as suppressed,
          case when c.purpose = 'marketing' then ${consentOf(ctx)} else 'subscribed' end as consent,
          case when c.purpose = 'marketing' then ${pausedUntil(ctx, sql`c.customer`)} else 0 end as paused_until,
          ${heldOut(ctx)} as held_out,
          case when customers.email is null and c.purpose <> 'notice' then 1 else 0 end as no_address`
}

/** A notice goes to nobody's address: only of who was erased nobody speaks any more. */
function suppressed(ctx: PlanContext): RawBuilder<unknown> {
  const word = suppressedBy(ctx, sql`c.customer`)
  if (!ctx.campaigns.some(hasNotices)) return word
  return sql`case when c.purpose <> 'notice' then ${word} when ${word} = 'erased' then 'erased' else 'no' end`
}

/** The first that applies, in the order of language.md §10.3; null: nothing stands against it so far. */
function reason(ctx: PlanContext, options: PlanOptions): RawBuilder<string | null> {
  return sql<string | null>`case
          when state = 'skipped' ${skippedForGood(options)} then earlier_reason
          when suppressed <> 'no' then 'suppressed'
          when consent <> 'subscribed' then 'no_consent'
          when stopped = 1 then 'stopped'
          when still_in = 0 then 'left_audience'
          when state is not null and state not in ('waiting', 'skipped') then 'already_sent'
          when had_already = 1 then 'already_sent'
          when purpose in ('service', 'notice') and again_since is not null and before_it >= again_since then 'already_sent'
          when held_out = 1 then 'holdout'
          when ${guarded(ctx, options)} then 'guard_stopped'
          when paused_until > ${ctx.now} then 'paused'
          when wall_today - due_day > late + case when due_at < started_at then 1 else 0 end then 'too_late'
          when no_address = 1 then 'missing_data'
        end`
}

/** The latest word about the campaign's topic or about marketing as a whole. */
function consentOf(ctx: PlanContext): RawBuilder<unknown> {
  return consentState(ctx, sql`c.customer`, sql`${ctx.now}`, sql`c.topic`)
}

/** Under an assumed permission a skip for lack of it was none. */
function skippedForGood({ permission: asked }: PlanOptions): RawBuilder<unknown> {
  if (asked !== 'assumed') return sql``
  return sql`and earlier_reason in ('stopped', 'left_audience', 'already_sent', 'too_late')`
}

/**
 * What is past goes at once while it is still its day; from an earlier day at the campaign's hour, or at once after it.
 * What waited for the end of quiet hours goes then.
 */
function effectiveInstant(now: number): RawBuilder<number> {
  const latest = (instant: RawBuilder<unknown>) =>
    sql`case when ${instant} < ${now} then cast(${now} as bigint) else ${instant} end`
  return sql<number>`case
          when state = 'waiting' and earlier_reason = 'quiet_hours' then ${latest(sql`earlier_send_at`)}
          when due_day < wall_today and wall_at is not null then ${latest(sql`wall_at`)}
          else ${latest(sql`due_at`)}
        end`
}

/** Nothing of the candidate's own occasion was sent: an order imported late is older than what began meanwhile. */
const notBegun = (ctx: PlanContext) => sql`not exists (
                select 1
                from messages as own
                where own.campaign = c.campaign and own.customer = c.customer and own.occasion = c.occasion
                  and ${counts(ctx, 'own')} and ${seen(ctx, 'own')}
              )`

/**
 * Whether a message stands against a candidate: one that was sent, and against a notice another notice, too. So a notice
 * more changes no email.
 */
function counts(ctx: PlanContext, alias: string): RawBuilder<unknown> {
  const state = sql.ref(`${alias}.state`)
  if (!ctx.campaigns.some(hasNotices)) return sql`${state} in (${sentStates})`
  return sql`(${state} in (${sentStates}) or (c.purpose = 'notice' and ${state} in (${toldStates})))`
}

/** Whether a message of another step's name is of the candidate's kind. */
function countsAsRenamed(ctx: PlanContext): RawBuilder<unknown> {
  if (!ctx.campaigns.some(hasNotices)) return sql`renamed.state in (${sentStates})`
  return sql`((c.purpose <> 'notice' and renamed.state in (${sentStates}))
                or (c.purpose = 'notice' and renamed.state in (${toldStates})))`
}

/** Another occasion within `again`, or the same place of the journey under a step's former name. */
function hadAlready(ctx: PlanContext): RawBuilder<number> {
  return sql<number>`case
          when c.again_since is not null and exists (
            select 1
            from messages as other
            where other.campaign = c.campaign and other.customer = c.customer and other.occasion <> c.occasion
              and ${counts(ctx, 'other')} and ${seen(ctx, 'other')} and other.started_at >= c.again_since
              and (other.started_at <= c.started_at or (other.started_at < c.again_until and ${notBegun(ctx)}))
          ) then 1
          when exists (select 1 from former_steps) and exists (
            select 1
            from messages as renamed
            join former_steps on former_steps.campaign = renamed.campaign and former_steps.step = renamed.step
            where renamed.campaign = c.campaign and renamed.customer = c.customer and renamed.occasion = c.occasion
              and renamed.due_day = c.due_day and ${countsAsRenamed(ctx)} and ${seen(ctx, 'renamed')}
          ) then 1
          else 0
        end`
}

/**
 * The relations `stored_steps` and `former_steps`: the steps that messages of the campaigns are of, and those among them
 * that the campaigns no longer have. From each step to the next by the index: a large ledger has few.
 */
function formerSteps(ctx: PlanContext): RawBuilder<unknown> {
  const steps = ctx.campaigns.flatMap((campaign) => dueSteps(campaign).map(({ id }) => [campaign.name, id]))
  const own = ctx.dialect.rows(
    { campaign: 'text' },
    ctx.campaigns.map(({ name }) => [name]),
  )
  const known = ctx.dialect.rows({ campaign: 'text', step: 'text' }, steps)
  return sql`
      stored_steps (campaign, step) as (
        select own.campaign, (select min(step) from messages where messages.campaign = own.campaign)
        from ${own} as own
        union all
        select campaign,
          (select min(step) from messages where messages.campaign = stored_steps.campaign and messages.step > stored_steps.step)
        from stored_steps
        where step is not null
      ),
      former_steps as materialized (
        select campaign, step
        from stored_steps
        where step is not null
          and not exists (
            select 1 from ${known} as known where known.campaign = stored_steps.campaign and known.step = stored_steps.step
          )
      )`
}

function heldOut(ctx: PlanContext): RawBuilder<number> {
  const id = sql`customers.id`
  const own = ctx.campaigns.flatMap(({ name, holdout }) =>
    holdout === undefined
      ? []
      : [sql`when c.campaign = ${name} and ${holdoutBelow(ctx.dialect, name, id, holdout)} then 1`],
  )
  const global = ctx.shop.holdout
  const all = global
    ? [sql`when ${isOfMarketing(ctx)} and ${holdoutBelow(ctx.dialect, 'holdout', id, global)} then 1`]
    : []
  const cases = [...own, ...all]
  return cases.length === 0 ? sql<number>`0` : sql<number>`case ${sql.join(cases, sql` `)} else 0 end`
}

/** Emails of marketing, and the notices of campaigns that are. */
function isOfMarketing(ctx: PlanContext): RawBuilder<unknown> {
  const own = ctx.campaigns.filter((campaign) => campaign.purpose === 'marketing' && hasNotices(campaign))
  if (own.length === 0) return sql`c.purpose = 'marketing'`
  const names = sql.join(own.map(({ name }) => name))
  return sql`(c.purpose = 'marketing' or (c.purpose = 'notice' and c.campaign in (${names})))`
}

/** Campaigns that use a stopped segment, also by way of another segment, wait; all others go on. */
function guarded(ctx: PlanContext, options: PlanOptions): RawBuilder<unknown> {
  const stopped = withDependents(ctx, options.stoppedSegments ?? [])
  const names = ctx.campaigns.filter((campaign) =>
    segmentsOf(campaign, ctx.shop.stages).some((name) => stopped.has(name)),
  )
  return names.length === 0 ? sql`1 = 0` : sql`campaign in (${sql.join(names.map(({ name }) => name))})`
}

/** The segments and all that are made of them. */
function withDependents(ctx: PlanContext, names: readonly string[]): ReadonlySet<string> {
  const known = new Set(names)
  const more = ctx.segments.filter(
    ({ name, who }) => !known.has(name) && segmentsIn([who], ctx.shop.stages).some((used) => known.has(used)),
  )
  return more.length === 0 ? known : withDependents(ctx, [...known, ...more.map(({ name }) => name)])
}
