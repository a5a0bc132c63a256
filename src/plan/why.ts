import { sql } from 'kysely'
import { localDay, zonedInstant } from '../calendar/index.ts'
import type { Campaign } from '../campaigns/index.ts'
import { consentState, pausedUntil, suppressedBy } from '../consent/index.ts'
import { scratchName } from '../db/index.ts'
import type { ClauseValue, Rule } from '../segments/index.ts'
import { makePlan } from './make-plan.ts'
import type { Decision, Entry, PlanContext, PlanOptions, Reason } from './plan.ts'
import { readPlan } from './read-plan.ts'

/** One line of an answer: what was asked, at which place, what is true of the customer, and whether it speaks for the email. */
export interface WhyClause {
  readonly text: string
  readonly file: string | null
  readonly line: number | null
  readonly value: string
  readonly holds: boolean
}

/** The decision of one campaign for one customer, in the shape of `why --json`. */
export interface WhyCampaign {
  readonly campaign: string
  readonly decision: Decision
  readonly reason: Reason
  readonly step: string | null
  readonly occasion: string | null
  readonly sendAt: string | null
  /** The day on which the journey's next email is due, where it is known. */
  readonly nextTrueOn: string | null
  readonly clauses: readonly WhyClause[]
}

export interface Why {
  readonly customer: string
  readonly asOf: string
  readonly campaigns: readonly WhyCampaign[]
}

/**
 * The reasons, line by line, why one customer (key) gets or does not get the emails of the campaigns of `ctx`. Made by
 * the same plan that decides for everybody, so the two cannot disagree.
 */
export async function why(ctx: PlanContext, customer: number, options: PlanOptions, only?: string): Promise<Why> {
  const made = await makePlan(ctx, { ...options, customer })
  const plan = await readPlan(ctx, made, 'with entries')
  const found = await ctx.db.selectFrom('customers').select('id').where('key', '=', customer).executeTakeFirstOrThrow()
  const starts = await startsOf(ctx, made.table)
  const campaigns: WhyCampaign[] = []
  for (const campaign of ctx.campaigns) {
    if (only !== undefined && campaign.name !== only) continue
    const entries = plan.entries.filter((entry) => entry.campaign === campaign.name)
    campaigns.push(await whyCampaign(ctx, customer, campaign, entries, starts.get(campaign.name)))
  }
  return { customer: found.id, asOf: plan.asOf, campaigns }
}

/** When the journeys of the plan began, by campaign: the latest of each. */
async function startsOf(ctx: PlanContext, table: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ campaign: string; at: number }>`
    select campaign, max(started_at) as at from ${sql.table(table)} group by campaign`.execute(ctx.db)
  return new Map(rows.map(({ campaign, at }) => [campaign, Number(at)]))
}

async function whyCampaign(
  ctx: PlanContext,
  customer: number,
  campaign: Campaign,
  entries: readonly Entry[],
  startedAt: number | undefined,
): Promise<WhyCampaign> {
  const main = mainEntry(entries)
  const audience = await ruleClauses(ctx, customer, campaign.who)
  const clauses = [
    ...(await startClauses(ctx, customer, campaign, startedAt)),
    ...audience,
    ...(await stopClauses(ctx, customer, campaign, startedAt)),
    ...(await permissionClauses(ctx, customer, campaign)),
  ]
  const outside = campaign.who !== undefined && !(await holdsNow(ctx, customer, campaign.who))
  const absent = { decision: 'skip' as const, reason: outside ? ('left_audience' as const) : ('not_yet' as const) }
  const { decision, reason } = main ?? absent
  return {
    campaign: campaign.name,
    decision,
    reason,
    step: main?.step ?? null,
    occasion: main?.occasion ?? null,
    sendAt: main?.sendAt ?? null,
    nextTrueOn: main?.sendAt ? localDay(Date.parse(main.sendAt), ctx.shop.timeZone) : null,
    clauses,
  }
}

/** What goes out speaks for the campaign; else what was held back, else what is to come. */
function mainEntry(entries: readonly Entry[]): Entry | undefined {
  return (
    entries.find(({ decision }) => decision === 'send') ??
    entries.find(({ reason }) => reason !== 'not_yet') ??
    entries[0]
  )
}

async function startClauses(
  ctx: PlanContext,
  customer: number,
  campaign: Campaign,
  startedAt: number | undefined,
): Promise<WhyClause[]> {
  const { starts } = campaign
  const began: WhyClause = {
    text: `starts ${starts.phrase}`,
    file: campaign.file,
    line: starts.line,
    value:
      startedAt === undefined ? 'has not begun' : `began ${zonedInstant(startedAt, ctx.shop.timeZone).slice(0, 10)}`,
    holds: startedAt !== undefined,
  }
  const clauses = [began]
  for (const name of starts.segments) {
    const segment = ctx.segments.find((candidate) => candidate.name === name)
    clauses.push(...(await ruleClauses(ctx, customer, segment?.who)))
  }
  return clauses
}

async function ruleClauses(ctx: PlanContext, customer: number, rule: Rule | undefined): Promise<WhyClause[]> {
  return rule ? (await ctx.evaluation.values(customer, rule)).map(whyClause) : []
}

/** Whether a rule as a whole holds for the customer: one line of an `any` may well be false. */
async function holdsNow(ctx: PlanContext, customer: number, rule: Rule): Promise<boolean> {
  const table = scratchName('asked')
  const one = { subject: 'integer', customer: 'integer', at: 'integer' } as const
  const rows = ctx.dialect.rows(one, [[1, customer, ctx.now]])
  await ctx.dialect.scratch(ctx.db, table, sql`select given.*, cast(null as bigint) as since from ${rows} as given`)
  const flags = await ctx.evaluation.flags(table, [{ name: 'who', rule }])
  const column = sql.ref(flags.column('who'))
  const { rows: judged } = await sql<{ holds: number }>`
    select ${column} as holds from ${sql.table(flags.table)}`.execute(ctx.db)
  await sql`drop table ${sql.table(table)}`.execute(ctx.db)
  return judged[0]?.holds === 1
}

/** A stop that has not come speaks for the email. */
async function stopClauses(
  ctx: PlanContext,
  customer: number,
  campaign: Campaign,
  startedAt: number | undefined,
): Promise<WhyClause[]> {
  if (!campaign.stopWhen || startedAt === undefined) return []
  const values = await ctx.evaluation.values(customer, campaign.stopWhen, ctx.now, startedAt)
  return values.map((value) => ({
    ...whyClause(value),
    text: `not stopped by: ${value.text}`,
    value: `${value.value} since the start`,
    holds: !value.holds,
  }))
}

function whyClause({ text, file, line, value, holds }: ClauseValue): WhyClause {
  return { text, file, line, value, holds }
}

async function permissionClauses(ctx: PlanContext, customer: number, campaign: Campaign): Promise<WhyClause[]> {
  const key = sql`${customer}`
  const { rows } = await sql<{ consent: string; suppressed: string; paused: number }>`
    select
      ${consentState(ctx, key, sql`${ctx.now}`, campaign.topic)} as consent,
      ${suppressedBy(ctx, key)} as suppressed,
      ${pausedUntil(ctx, key)} as paused`.execute(ctx.db)
  const { consent = 'never asked', suppressed = 'no', paused = 0 } = rows[0] ?? {}
  const free = suppressed === 'no'
  const clauses: WhyClause[] = [line('suppression', free ? 'none' : suppressed, free)]
  if (campaign.purpose === 'service') return clauses
  clauses.push(line('consent', consent, consent === 'subscribed'))
  if (paused > ctx.now) clauses.push(line('pause', `until ${localDay(paused, ctx.shop.timeZone)}`, false))
  return clauses
}

function line(text: string, value: string, holds: boolean): WhyClause {
  return { text, file: null, line: null, value, holds }
}
