import { sql } from 'kysely'
import { addDays, addLocalDays, localDay, zonedInstant } from '../../calendar/index.ts'
import type { Campaign } from '../../campaigns/index.ts'
import { baseOf, type Borders, openEvaluationOf } from '../../segments/index.ts'
import { makePlan } from '../make-plan.ts'
import type { Decision, PlanContext, PlanOptions, Reason } from '../plan.ts'
import { decidedSteps, speaking } from './decided-steps.ts'
import { dueByRules } from './due-by-rules.ts'
import { type NextEmail, nextDates, nextEmail, outlookDays } from './next-dates.ts'
import { noticeLines, permissionLines } from './permission-lines.ts'
import { ruleLines, stopLines } from './rule-lines.ts'
import { type SentEmail, sentEmails } from './sent-emails.ts'
import type { Telling } from './telling.ts'
import { versionLines } from './version-lines.ts'
import { type Turn, turnsInWords, whatTurns } from './what-turns.ts'
import type { WhyClause } from './why-clause.ts'
import { openWorldOf } from './world-of-one.ts'

/** The decision of one campaign for one customer, in the shape of `why --json`. */
export interface WhyCampaign {
  readonly campaign: string
  readonly decision: Decision
  readonly reason: Reason
  readonly step: string | null
  readonly occasion: string | null
  readonly sendAt: string | null
  /**
   * The day on which the campaign's own rules want the next email to go if nothing else happens, whatever consent and
   * limit say then; null where time alone brings none within 400 days.
   */
  readonly nextTrueOn: string | null
  /** The step of that email. */
  readonly nextStep: string | null
  /** What is then as it is not now: `last_order is then 181 days ago`. */
  readonly nextTrueBecause: string | null
  /** The same as data; empty where there is no such day. */
  readonly turns: readonly Turn[]
  /** The line that stands in the way: the one thing to look at. */
  readonly missing: string | null
  /** Its place in `clauses`. */
  readonly missingAt: number | null
  readonly clauses: readonly WhyClause[]
  /** Emails of the campaign that went out, or are on their way, the latest first. */
  readonly sent: readonly SentEmail[]
}

export interface WhyOptions extends PlanOptions {
  /** Whether the next dates are looked for (default), or only the decision is told. */
  readonly ahead?: 'asked' | 'left out'
  /** The step to speak of, where the plan decides one of it; else the one that speaks for its campaign. */
  readonly step?: string | undefined
  /** Borders of standings that the answers about several customers share. */
  readonly borders?: Borders
}

export interface Why {
  readonly customer: string
  readonly asOf: string
  readonly campaigns: readonly WhyCampaign[]
}

/**
 * The reasons, line by line, why one customer (key) gets or does not get the emails of the campaigns of `ctx`. The
 * customer's rows are copied to a world of their own, and planned there by the same plan that decides for everybody.
 */
export async function why(
  ctx: Omit<PlanContext, 'evaluation'>,
  customer: number,
  options: WhyOptions,
  only?: string,
): Promise<Why> {
  const world = await openWorldOf({ ctx, customer })
  try {
    const alone = { ...ctx, db: world.db, dialect: world.dialect }
    const evaluation = await openEvaluationOf(alone, customer, baseOf(ctx, options.borders))
    return await tell({ ...alone, evaluation }, customer, options, only)
  } finally {
    await world.close()
  }
}

async function tell(
  ctx: Telling['ctx'],
  customer: number,
  options: WhyOptions,
  only: string | undefined,
): Promise<Why> {
  const stoppedSegments = options.stoppedSegments ?? (await stoppedByLastRun(ctx))
  const made = await makePlan(ctx, { ...options, customer, stoppedSegments })
  const steps = await decidedSteps(ctx, made)
  const telling = { ctx, customer, options: { ...options, customer }, slot: made.slot, steps, step: options.step }
  const wanted = ctx.campaigns.filter(({ name }) => only === undefined || name === only)
  const dates = options.ahead === 'left out' ? new Map<string, NextEmail>() : await datesOf(telling, wanted)
  const campaigns: WhyCampaign[] = []
  for (const campaign of wanted) campaigns.push(await whyCampaign(telling, campaign, dates.get(campaign.name)))
  const { id } = await ctx.db.selectFrom('customers').select('id').where('key', '=', customer).executeTakeFirstOrThrow()
  return { customer: id, asOf: zonedInstant(ctx.now, ctx.shop.timeZone), campaigns }
}

/** Segments that a guard stopped in the run of the day: only a run counts everybody. */
async function stoppedByLastRun({ db, now, shop }: PlanContext): Promise<string[]> {
  const { rows } = await sql<{ summary: string }>`
    select summary from runs
    where slot <= ${now} and slot > ${addLocalDays(now, -1, shop.timeZone)} and state = 'done'
    order by slot desc
    limit 1`.execute(db)
  const read: unknown = JSON.parse(rows[0]?.summary || '{}')
  const guards = typeof read === 'object' && read !== null && 'guards' in read ? read.guards : undefined
  return Array.isArray(guards) ? guards.map(({ segment }: { segment: string }) => segment) : []
}

/** Today where the rules want an email in this slot, else the next day on which they do. */
async function datesOf(telling: Telling, campaigns: readonly Campaign[]): Promise<ReadonlyMap<string, NextEmail>> {
  const { ctx, options, slot, steps } = telling
  const due = await dueByRules({ ...ctx, campaigns }, slot, options)
  const today = new Map<string, NextEmail>()
  for (const email of due) {
    if (!today.has(email.campaign)) today.set(email.campaign, nextEmail(email, slot, ctx.shop.timeZone))
  }
  const rest = campaigns.filter(({ name }) => !today.has(name))
  const zone = steps[0]?.zone ?? (await zoneOf(telling))
  await beginAll(telling)
  const until = addDays(slot.today, outlookDays)
  const ahead = await nextDates(rest, { ctx, slot, options, zone, until })
  return new Map([...today, ...ahead])
}

async function zoneOf({ ctx, customer }: Telling): Promise<string> {
  const row = await ctx.db.selectFrom('customers').select('time_zone').where('key', '=', customer).executeTakeFirst()
  return row?.time_zone ?? ctx.shop.timeZone
}

/** The run of today would begin the campaigns that never ran: those of the coming days go on from there. */
async function beginAll({ ctx, options }: Telling): Promise<void> {
  if (options.mode === 'as of' || ctx.campaigns.length === 0) return
  await ctx.db
    .insertInto('campaigns')
    .values(ctx.campaigns.map(({ name }) => ({ name, first_slot: ctx.now })))
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

async function whyCampaign(telling: Telling, campaign: Campaign, next: NextEmail | undefined): Promise<WhyCampaign> {
  const { ctx, steps, step: asked } = telling
  const own = steps.filter((step) => step.campaign === campaign.name)
  const main = speaking(own.filter(({ step }) => step === asked)) ?? speaking(own)
  const rules = await ruleLines(telling, campaign, main)
  const sent = await sentEmails(telling, campaign, 'emails')
  const { decision, reason } = main ?? { decision: 'skip' as const, reason: await absence(telling, campaign, sent) }
  const clauses = [
    ...rules,
    ...(await stopLines(telling, campaign, main)),
    ...(main?.purpose === 'notice'
      ? await noticeLines(telling, campaign, main, await sentEmails(telling, campaign, 'notices, too'))
      : await permissionLines(telling, campaign, main, sent)),
    ...(await versionLines(telling, campaign, main)),
  ]
  const sendAt = main?.sendAt == null ? null : main.sendAt
  const goes = main && sendAt !== null && reason !== 'not_yet' ? localDay(sendAt, ctx.shop.timeZone) : undefined
  const turns =
    goes === undefined && next && next.slotAt > telling.slot.from ? await whatTurns(telling, campaign, next) : []
  const missing = decision === 'send' || decision === 'tell' ? undefined : missingOf(clauses, reason)
  return {
    campaign: campaign.name,
    decision,
    reason,
    step: main?.step ?? null,
    occasion: main?.occasion ?? null,
    sendAt: sendAt === null ? null : zonedInstant(sendAt, ctx.shop.timeZone),
    nextTrueOn: goes ?? next?.day ?? null,
    nextStep: (goes === undefined ? next?.step : main?.step) ?? null,
    nextTrueBecause: turns.length > 0 ? turnsInWords(turns) : null,
    turns,
    missing: missing ? `${missing.text} (${missing.value})` : null,
    missingAt: missing ? clauses.indexOf(missing) : null,
    clauses,
    sent,
  }
}

/** Why a plan says nothing of a campaign: it has sent today, the customer is outside, or nothing has begun. */
async function absence(
  { ctx, slot }: Telling,
  { who }: Campaign,
  [latest]: readonly SentEmail[],
): Promise<'already_sent' | 'left_audience' | 'not_yet'> {
  if (latest?.at.slice(0, 10) === slot.today) return 'already_sent'
  return who !== undefined && !(await ctx.evaluation.explain(who)).holds ? 'left_audience' : 'not_yet'
}

/** The first line that stands in the way, groups that hold apart: that of the reason, where the reason has one. */
function missingOf(clauses: readonly WhyClause[], reason: Reason): WhyClause | undefined {
  const against = clauses.filter(({ holds, within }) => !holds && !within.some((group) => group.holds))
  const own = against.filter((one) => one.reason === reason)
  // The start says no more than that it has not come: the line behind it says why.
  return own[1] && reason === 'not_yet' ? own[1] : (own[0] ?? against[0])
}
