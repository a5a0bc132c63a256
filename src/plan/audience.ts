import { type RawBuilder, sql } from 'kysely'
import { type Campaign, dueSteps } from '../campaigns/index.ts'
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
 * Judges the rules of the campaigns for the candidates of those that ask any: a scratch table
 * `(subject, started_in, still_in, stopped)` with 1 and 0; of a candidate who is not in it nothing was asked.
 * `started_in`: `who` held at the start; `still_in`: `who` and the step's `only_if` hold now; `stopped`: `stop_when` holds
 * for what happened since the start. Undefined where no campaign asks anything.
 */
export async function judgeAudience(ctx: PlanContext, candidates: string): Promise<string | undefined> {
  const whos = ctx.campaigns.flatMap((campaign) => asked(campaign, 'who', campaign.who))
  const steps = ctx.campaigns.flatMap(askedOfSteps)
  const stops = ctx.campaigns.flatMap((campaign) => asked(campaign, 'stop', campaign.stopWhen))
  const all = [...whos, ...steps, ...stops]
  if (all.length === 0) return undefined
  const now = await flagsNow(ctx, candidates, [...whos, ...steps])
  const stopped = await flagsNow(ctx, candidates, stops)
  const start = await flagsAtStart(ctx, candidates, whos)
  const answers = [now, stopped, start].flatMap((answer) => (answer ? [answer] : []))
  const table = scratchName('audience')
  await ctx.dialect.scratch(
    ctx.db,
    table,
    sql`
      -- one row per candidate of whom something was asked, with what the campaign's rules say
      select c.subject,
        ${startedIn(ctx, whos, now, start)} as started_in,
        ${anded([...whos, ...steps], now)} as still_in,
        ${ored(stops, stopped)} as stopped
      from ${sql.table(candidates)} as c
      ${sql.join(
        answers.map(
          ({ as, flags }) =>
            sql`left join ${sql.table(flags.table)} as ${sql.ref(as)} on ${sql.ref(as)}.subject = c.subject`,
        ),
        sql` `,
      )}
      where ${areOwn(all)}`,
  )
  return table
}

/** What rules say of candidates, and what a query calls it. */
interface Answers {
  readonly as: 'now' | 'stopped' | 'start'
  readonly flags: Flags
}

/** Who begins with the slot is asked as of the slot; all others as of their own start. */
function startedIn(
  ctx: PlanContext,
  whos: readonly Asked[],
  now: Answers | undefined,
  start: Answers | undefined,
): RawBuilder<number> {
  if (!start) return sql<number>`1`
  return sql<number>`case when c.started_at < ${ctx.now} then ${anded(whos, start)} else ${anded(whos, now)} end`
}

function asked(campaign: Campaign, what: 'who' | 'stop', rule: Rule | undefined): Asked[] {
  if (!rule) return []
  const name = `${what} ${campaign.name}`
  return [
    { name, campaign: campaign.name, step: undefined, rule, ...(what === 'stop' ? { since: 'start' as const } : {}) },
  ]
}

function askedOfSteps(campaign: Campaign): Asked[] {
  return dueSteps(campaign).flatMap((step) =>
    step.onlyIf
      ? [{ name: `only_if ${campaign.name}/${step.id}`, campaign: campaign.name, step: step.id, rule: step.onlyIf }]
      : [],
  )
}

function named(rules: readonly Asked[]) {
  return rules.map(({ name, rule, since }) => (since ? { name, rule, since } : { name, rule }))
}

/** What rules say as of the slot, each candidate asked whose campaign and step has one of them. */
function flagsNow(ctx: PlanContext, candidates: string, rules: readonly Asked[]): Promise<Answers | undefined> {
  const as = rules.some(({ since }) => since === 'start') ? 'stopped' : 'now'
  const at = sql`cast(${ctx.now} as bigint)`
  return answered(
    ctx,
    as,
    rules,
    sql`
      select subject, customer, ${at} as at, started_at as since
      from ${sql.table(candidates)} as c
      where ${areOwn(rules)}`,
  )
}

/** The candidates whose journey began before the slot and whose campaign has a `who`, as of their start. */
function flagsAtStart(ctx: PlanContext, candidates: string, whos: readonly Asked[]): Promise<Answers | undefined> {
  return answered(
    ctx,
    'start',
    whos,
    sql`
      select subject, customer, started_at as at, started_at as since
      from ${sql.table(candidates)} as c
      where started_at < ${ctx.now} and ${areOwn(whos)}`,
  )
}

async function answered(
  ctx: PlanContext,
  as: Answers['as'],
  rules: readonly Asked[],
  subjects: RawBuilder<unknown>,
): Promise<Answers | undefined> {
  if (rules.length === 0) return undefined
  const table = scratchName(`subjects_${as}`)
  await ctx.dialect.scratch(ctx.db, table, subjects)
  return { as, flags: await ctx.evaluation.flags(table, named(rules)) }
}

/** 1 unless a rule of the candidate's own campaign (and step) says 0; a candidate that was not asked passes. */
function anded(rules: readonly Asked[], answers: Answers | undefined): RawBuilder<number> {
  if (!answers || rules.length === 0) return sql<number>`1`
  return sql<number>`case ${sql.join(
    rules.map((rule) => sql`when ${isOwn(rule)} and ${flag(rule, answers)} = 0 then 0`),
    sql` `,
  )} else 1 end`
}

/** 1 where a rule of the candidate's own campaign holds. */
function ored(rules: readonly Asked[], answers: Answers | undefined): RawBuilder<number> {
  if (!answers || rules.length === 0) return sql<number>`0`
  return sql<number>`case ${sql.join(
    rules.map((rule) => sql`when ${isOwn(rule)} and ${flag(rule, answers)} = 1 then 1`),
    sql` `,
  )} else 0 end`
}

function areOwn(rules: readonly Asked[]): RawBuilder<unknown> {
  return sql`(${sql.join(rules.map(isOwn), sql` or `)})`
}

function isOwn({ campaign, step }: Asked): RawBuilder<unknown> {
  return step === undefined ? sql`c.campaign = ${campaign}` : sql`(c.campaign = ${campaign} and c.step = ${step})`
}

function flag({ name, since }: Asked, { as, flags }: Answers): RawBuilder<number> {
  return sql<number>`coalesce(${sql.ref(`${as}.${flags.column(name)}`)}, ${sql.lit(since === 'start' ? 0 : 1)})`
}
