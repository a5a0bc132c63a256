import { sql } from 'kysely'
import { dueSteps } from '../campaigns/index.ts'
import type { MadePlan } from './make-plan.ts'
import type { PlanContext } from './plan.ts'

/**
 * Writes a plan in the caller's transaction: one row per decided step, which is receipt and outbox row in one. What was
 * decided before stays; what waited gets its new decision. Campaigns that run for the first time are noted with their
 * slot. Returns how many messages were queued, raised and skipped by this call.
 */
export async function enqueue(ctx: PlanContext, made: MadePlan, run: number): Promise<Enqueued> {
  const before = await countDecided(ctx, run)
  await writeMessages(ctx, made, run, 'queued')
  const after = await countDecided(ctx, run)
  return {
    queued: after.queued - before.queued,
    skipped: after.skipped - before.skipped,
    raised: after.raised - before.raised,
  }
}

/** Writes a plan like `enqueue`, its emails as handed over at their hour: nothing is left to deliver. */
export async function takeAsSubmitted(ctx: PlanContext, made: MadePlan, run: number): Promise<void> {
  await writeMessages(ctx, made, run, 'submitted')
}

async function writeMessages(ctx: PlanContext, made: MadePlan, run: number, as: 'queued' | 'submitted'): Promise<void> {
  const submittedAt =
    as === 'submitted' ? sql`case p.decision when 'send' then p.send_at end` : sql`cast(null as bigint)`
  await beginCampaigns(ctx, made)
  const templates = ctx.dialect.rows(
    {
      campaign: 'text',
      step: 'text',
      variant: 'text',
      template: 'text',
      topic: 'text',
      purpose: 'text',
      notify: 'text',
    },
    templateRows(ctx),
  )
  await sql`
    insert into messages (campaign, step, customer, occasion, state, reason, variant, purpose, template, topic, notify, run,
      started_at, due_day, day, send_at, submitted_at, "order")
    -- one row per decided step; the coming steps of a journey are derived anew each day
    select p.campaign, p.step, p.customer, p.occasion,
      case p.decision when 'send' then ${sql.lit(as)} when 'tell' then 'raised' when 'wait' then 'waiting' else 'skipped' end,
      p.reason, p.variant, t.purpose, t.template, t.topic, t.notify, ${run}, p.started_at,
      p.due_day,
      case when p.decision = 'skip' then null else p.day end,
      case when p.decision = 'skip' then null else p.send_at end, ${submittedAt},
      p."order"
    from ${sql.table(made.table)} as p
    join ${templates} as t
      on t.campaign = p.campaign and t.step = p.step and t.variant = coalesce(p.variant, '')
    where p.reason <> 'not_yet'
      -- the row of a conflict is locked before its state is looked at: those that delivery works off are left alone
      and coalesce(p.state, 'waiting') = 'waiting'
    order by p.campaign, p.customer, p.occasion, p.step_index
    on conflict (campaign, step, customer, occasion) do update
      set state = excluded.state, reason = excluded.reason, run = excluded.run,
        first_run = coalesce(messages.first_run, messages.run), day = excluded.day,
        send_at = excluded.send_at, submitted_at = excluded.submitted_at, notify = excluded.notify,
        -- an email may have become a notice of the same name, or the other way round
        template = case when messages.template = '' or excluded.template = '' then excluded.template else messages.template end
      where messages.state = 'waiting'`.execute(ctx.db)
}

/** Numbers of messages; `raised`: notices to people of the shop. */
export interface Enqueued {
  readonly queued: number
  readonly raised: number
  readonly skipped: number
}

async function countDecided(ctx: PlanContext, run: number): Promise<Enqueued> {
  const rows = await ctx.db
    .selectFrom('messages')
    .select(['state', ({ fn }) => fn.countAll<number>().as('number')])
    .where('run', '=', run)
    .groupBy('state')
    .execute()
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.number ?? 0)
  return { queued: of('queued'), skipped: of('skipped'), raised: of('raised') }
}

async function beginCampaigns(ctx: PlanContext, made: MadePlan): Promise<void> {
  const beginning = ctx.campaigns.filter(({ name }) => !made.begun.has(name))
  if (beginning.length === 0) return
  await ctx.db
    .insertInto('campaigns')
    .values(beginning.map(({ name }) => ({ name, first_slot: made.slot.from })))
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

/** The template, topic and purpose of each step, by variant ('' for none), and of a notice whom it is for. */
function templateRows(ctx: PlanContext): (string | null)[][] {
  return ctx.campaigns.flatMap((campaign) =>
    dueSteps(campaign).flatMap((step) => {
      const row = (variant: string, template: string, to: string | null) => {
        return [campaign.name, step.id, variant, template, campaign.topic, campaign.purpose, to]
      }
      if (step.kind === 'notify') return [row('', '', step.to)]
      const variants = step.variants.map(({ name, template }) => row(name, template ?? step.template, null))
      return [row('', step.template, null), ...variants]
    }),
  )
}
