import { sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import type { MadePlan } from '../make-plan.ts'
import type { Decision, PlanContext, Reason } from '../plan.ts'

/** A step of a journey as the plan decided it, with what its reasons are told from. */
export interface DecidedStep {
  readonly campaign: string
  readonly step: string
  readonly occasion: string
  readonly variant: string | null
  readonly decision: Decision
  readonly reason: Reason
  /** `notice`: a word to somebody of the shop. */
  readonly purpose: 'marketing' | 'service' | 'notice'
  readonly startedAt: Instant
  readonly dueAt: Instant
  /** Number of the customer's local day on which it was due, and of the one on which it would go. */
  readonly dueDay: number
  readonly day: number | null
  readonly zone: string
  /** Null for a skip. */
  readonly sendAt: Instant | null
}

/** The decisions of a plan, in the order of campaigns and steps. */
export async function decidedSteps(ctx: PlanContext, made: MadePlan): Promise<DecidedStep[]> {
  const { rows } = await sql<DecidedStep>`
    select campaign, step, occasion, variant, decision, reason, purpose, started_at as "startedAt", due_at as "dueAt", due_day as "dueDay",
      day, zone, case when decision = 'skip' then null else send_at end as "sendAt"
    from ${sql.table(made.table)}
    order by campaign, step_index, started_at, occasion`.execute(ctx.db)
  return rows
}

/** What goes out speaks for the campaign, emails first; else what was held back, else what is to come. */
export function speaking(steps: readonly DecidedStep[]): DecidedStep | undefined {
  return (
    steps.find(({ decision }) => decision === 'send') ??
    steps.find(({ decision }) => decision === 'tell') ??
    steps.find(({ reason }) => reason !== 'not_yet') ??
    steps[0]
  )
}
