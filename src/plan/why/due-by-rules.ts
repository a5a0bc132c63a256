import { sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import { judgeAudience } from '../audience.ts'
import { firstSlots, gatherCandidates } from '../candidates.ts'
import type { Slot } from '../due-rows.ts'
import { judgeCandidates } from '../judge.ts'
import type { PlanContext, PlanOptions } from '../plan.ts'

/** An email that a campaign's own rules want to go in a slot. */
export interface DueEmail {
  readonly campaign: string
  readonly step: string
  readonly dueAt: Instant
  readonly startedAt: Instant
}

/**
 * The emails that trigger, audience, steps and `again` want in a slot, whatever consent, holdout, limit and other
 * campaigns say; the earliest first.
 */
export async function dueByRules(ctx: PlanContext, slot: Slot, options: PlanOptions): Promise<DueEmail[]> {
  const candidates = await gatherCandidates(ctx, slot, options, await firstSlots(ctx))
  if (!(await isAnyDue(ctx, candidates))) {
    await sql`drop table ${sql.table(candidates)}`.execute(ctx.db)
    return []
  }
  const audience = await judgeAudience(ctx, candidates)
  const judged = await judgeCandidates(ctx, candidates, audience, { ...options, permission: 'assumed' })
  const { rows } = await sql<DueEmail>`
    select campaign, step, due_at as "dueAt", started_at as "startedAt"
    from ${sql.table(judged)}
    where reason is null and timing <> 'not_yet'
    order by due_at, step_index`.execute(ctx.db)
  for (const table of [candidates, judged, ...(audience ? [audience] : [])]) {
    await sql`drop table ${sql.table(table)}`.execute(ctx.db)
  }
  return rows.map((row) => ({ ...row, dueAt: Number(row.dueAt), startedAt: Number(row.startedAt) }))
}

/** Most days that may bring an email bring none: then nothing is judged. */
async function isAnyDue({ db }: PlanContext, candidates: string): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(candidates)} where timing <> 'not_yet' limit 1`.execute(db)
  return rows.length > 0
}
