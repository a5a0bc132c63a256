import { type RawBuilder, sql } from 'kysely'
import type { Campaign } from '../campaigns/index.ts'
import { scratchName } from '../db/index.ts'
import type { Flags, Rule } from '../segments/index.ts'
import type { PlanContext } from './plan.ts'

/** One rule of one campaign, judged for its candidates. */
interface Asked {
  readonly name: string
  readonly campaign: string
  /** Only for this step; undefined: for all. */
  readonly step: string | undefined
  readonly rule: Rule
  readonly since?: 'start'
}

/**
 * Judges the rules of the campaigns for the candidates: a scratch table `(subject, started_in, still_in, stopped)`
 * with 1 and 0. `started_in`: `who` held at the start; `still_in`: `who` and the step's `only_if` hold now; `stopped`:
 * `stop_when` holds for what happened since the start. Undefined where no campaign asks anything.
 */
export async function judgeAudience(ctx: PlanContext, candidates: string): Promise<string | undefined> {
  const whos = ctx.campaigns.flatMap((campaign) => asked(campaign, 'who', campaign.who))
  const steps = ctx.campaigns.flatMap(askedOfSteps)
  const stops = ctx.campaigns.flatMap((campaign) => asked(campaign, 'stop', campaign.stopWhen))
  if (whos.length + steps.length + stops.length === 0) return undefined
  const nowAsked = [...whos, ...steps, ...stops]
  const now = await ctx.evaluation.flags(await subjectsNow(ctx, candidates), named(nowAsked))
  const start = whos.length > 0 ? await flagsAtStart(ctx, candidates, whos) : undefined
  const table = scratchName('audience')
  await ctx.dialect.scratch(
    ctx.db,
    table,
    sql`
      -- one row per candidate with what its campaign's rules say
      select c.subject,
        ${startedIn(ctx, whos, now, start)} as started_in,
        ${anded([...whos, ...steps], 'now', now)} as still_in,
        ${ored(stops, 'now', now)} as stopped
      from ${sql.table(candidates)} as c
      join ${sql.table(now.table)} as now on now.subject = c.subject
      ${start ? sql`left join ${sql.table(start.flags.table)} as ${sql.ref(start.table)} on ${sql.ref(start.table)}.subject = c.subject` : sql``}`,
  )
  return table
}

/** Who begins with the slot is asked as of the slot; all others as of their own start. */
function startedIn(
  ctx: PlanContext,
  whos: readonly Asked[],
  now: Flags,
  start: { readonly table: string; readonly flags: Flags } | undefined,
): RawBuilder<number> {
  if (!start) return sql<number>`1`
  const before = anded(whos, start.table, start.flags)
  return sql<number>`case when c.started_at < ${ctx.now} then ${before} else ${anded(whos, 'now', now)} end`
}

function asked(campaign: Campaign, what: 'who' | 'stop', rule: Rule | undefined): Asked[] {
  if (!rule) return []
  const name = `${what} ${campaign.name}`
  return [
    { name, campaign: campaign.name, step: undefined, rule, ...(what === 'stop' ? { since: 'start' as const } : {}) },
  ]
}

function askedOfSteps(campaign: Campaign): Asked[] {
  return campaign.steps.flatMap((step) =>
    step.kind === 'send' && step.onlyIf
      ? [{ name: `only_if ${campaign.name}/${step.id}`, campaign: campaign.name, step: step.id, rule: step.onlyIf }]
      : [],
  )
}

function named(rules: readonly Asked[]) {
  return rules.map(({ name, rule, since }) => (since ? { name, rule, since } : { name, rule }))
}

/** Every candidate as of the slot. */
async function subjectsNow(ctx: PlanContext, candidates: string): Promise<string> {
  const table = scratchName('subjects_now')
  await ctx.dialect.scratch(
    ctx.db,
    table,
    sql`select subject, customer, cast(${ctx.now} as bigint) as at, started_at as since from ${sql.table(candidates)}`,
  )
  return table
}

/** The candidates whose journey began before the slot and whose campaign has a `who`, as of their start. */
async function flagsAtStart(ctx: PlanContext, candidates: string, whos: readonly Asked[]) {
  const table = scratchName('subjects_start')
  const names = whos.map(({ campaign }) => campaign)
  await ctx.dialect.scratch(
    ctx.db,
    table,
    sql`
      select subject, customer, started_at as at, started_at as since
      from ${sql.table(candidates)}
      where started_at < ${ctx.now} and campaign in (${sql.join(names)})`,
  )
  return { table: 'began', flags: await ctx.evaluation.flags(table, named(whos)) }
}

/** 1 unless a rule of the candidate's own campaign (and step) says 0; a candidate that was not asked passes. */
function anded(rules: readonly Asked[], alias: string, flags: Flags): RawBuilder<number> {
  if (rules.length === 0) return sql<number>`1`
  return sql<number>`case ${sql.join(
    rules.map((rule) => sql`when ${isOwn(rule)} and ${flag(rule, alias, flags)} = 0 then 0`),
    sql` `,
  )} else 1 end`
}

/** 1 where a rule of the candidate's own campaign holds. */
function ored(rules: readonly Asked[], alias: string, flags: Flags): RawBuilder<number> {
  if (rules.length === 0) return sql<number>`0`
  return sql<number>`case ${sql.join(
    rules.map((rule) => sql`when ${isOwn(rule)} and ${flag(rule, alias, flags)} = 1 then 1`),
    sql` `,
  )} else 0 end`
}

function isOwn({ campaign, step }: Asked): RawBuilder<unknown> {
  return step === undefined ? sql`c.campaign = ${campaign}` : sql`(c.campaign = ${campaign} and c.step = ${step})`
}

function flag({ name }: Asked, alias: string, flags: Flags): RawBuilder<number> {
  return sql<number>`coalesce(${sql.ref(`${alias}.${flags.column(name)}`)}, 1 - ${name.startsWith('stop ') ? 1 : 0})`
}
