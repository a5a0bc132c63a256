import { type RawBuilder, sql } from 'kysely'
import { zonedInstant } from '../calendar/index.ts'
import type { MadePlan } from './make-plan.ts'
import type { CampaignCounts, Decision, Entry, Plan, PlanContext, Reason } from './plan.ts'

interface Row {
  readonly campaign: string
  readonly step: string
  readonly customer_id: string
  readonly occasion: string
  readonly variant: string | null
  readonly decision: Decision
  readonly reason: Reason
  readonly send_at: number | null
}

/**
 * Which entries of a plan are read. `first of each`: of each campaign, decision and reason the 200 whose time comes
 * first.
 */
export type WantedEntries = 'with entries' | 'first of each' | 'counts only'

/** Nobody turns more pages: a filter finds the others. */
const FIRST = 200

/** The plan in the shape of `plan --json`: counts by campaign, and the entries sorted by campaign, step and customer. */
export async function readPlan(ctx: PlanContext, made: MadePlan, wanted: WantedEntries): Promise<Plan> {
  const campaigns = await countCampaigns(ctx, made)
  const sum = (decision: Decision) => campaigns.reduce((total, counts) => total + (counts[decision] ?? 0), 0)
  return {
    asOf: zonedInstant(made.slot.from, ctx.shop.timeZone),
    totals: { send: sum('send'), ...toldIn(sum('tell')), wait: sum('wait'), skip: sum('skip') },
    campaigns,
    entries: wanted === 'counts only' ? [] : await readEntries(ctx, made, wanted),
  }
}

function toldIn(tell: number): { readonly tell?: number } {
  return tell > 0 ? { tell } : {}
}

async function countCampaigns(ctx: PlanContext, made: MadePlan): Promise<CampaignCounts[]> {
  const { rows } = await sql<{ campaign: string; decision: Decision; reason: Reason; number: number }>`
    select campaign, decision, reason, count(*) as number
    from ${sql.table(made.table)}
    group by campaign, decision, reason
    order by campaign, decision, reason`.execute(ctx.db)
  return ctx.campaigns
    .map(({ name }) => {
      const own = rows.filter(({ campaign }) => campaign === name)
      const of = (decision: Decision) =>
        own.reduce((total, row) => total + (row.decision === decision ? Number(row.number) : 0), 0)
      const reasons: Partial<Record<Reason, number>> = {}
      for (const { decision, reason, number } of own) {
        if (decision === 'wait' || decision === 'skip') reasons[reason] = (reasons[reason] ?? 0) + Number(number)
      }
      return { campaign: name, send: of('send'), ...toldIn(of('tell')), wait: of('wait'), skip: of('skip'), reasons }
    })
    .sort((a, b) => (a.campaign < b.campaign ? -1 : 1))
}

async function readEntries(
  ctx: PlanContext,
  made: MadePlan,
  wanted: Exclude<WantedEntries, 'counts only'>,
): Promise<Entry[]> {
  const { rows } = await sql<Row>`
    select campaign, step, customer_id, occasion, variant, decision, reason, send_at
    from ${wanted === 'with entries' ? sql.table(made.table) : firstOfEach(made)} as p
    order by campaign, step_index, customer, occasion`.execute(ctx.db)
  const zone = ctx.shop.timeZone
  const instants = new Map<number, string>()
  const shown = (instant: number) => {
    const known = instants.get(instant) ?? zonedInstant(instant, zone)
    instants.set(instant, known)
    return known
  }
  const entries = rows.map((row) => ({
    campaign: row.campaign,
    step: row.step,
    customer: row.customer_id,
    occasion: row.occasion,
    variant: row.variant,
    decision: row.decision,
    reason: row.reason,
    sendAt: row.decision === 'skip' || row.send_at === null ? null : shown(Number(row.send_at)),
  }))
  return entries
    .map((entry, i) => [entry, i] as const)
    .sort(byCampaignAndCustomer)
    .map(([entry]) => entry)
}

/** The entries of a plan, without those behind the first of their campaign, decision and reason */
function firstOfEach({ table }: MadePlan): RawBuilder<unknown> {
  return sql`(
      select *
      from (
        select planned.*,
          row_number() over (
            partition by campaign, decision, reason
            order by send_at, customer_id, occasion, step_index
          ) as place
        from ${sql.table(table)} as planned
      ) as placed
      where place <= ${FIRST}
    )`
}

/** By campaign, then customer by code unit; the steps of one customer stay in their order. */
function byCampaignAndCustomer([a, i]: readonly [Entry, number], [b, j]: readonly [Entry, number]): number {
  if (a.campaign !== b.campaign) return a.campaign < b.campaign ? -1 : 1
  if (a.customer !== b.customer) return a.customer < b.customer ? -1 : 1
  return i - j
}
