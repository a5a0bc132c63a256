import { sql } from 'kysely'
import { addLocalDays, localDay } from '../calendar/index.ts'
import { arbitrate } from './arbitrate.ts'
import { judgeAudience } from './audience.ts'
import { firstSlots, gatherCandidates } from './candidates.ts'
import type { Slot } from './due-rows.ts'
import { judgeCandidates } from './judge.ts'
import { placeOnCalendar } from './place.ts'
import type { PlanContext, PlanOptions } from './plan.ts'
import { beginStep } from './plan-steps.ts'

/** A plan that is made: a scratch table of decisions on the plan's connection. Read it with `readPlan`, or enqueue it. */
export interface MadePlan {
  readonly table: string
  readonly slot: Slot
  /** Campaigns that ran before; the others begin with this slot. */
  readonly begun: ReadonlySet<string>
}

/**
 * Decides for the slot `ctx.now` up to the next day's who gets what, who waits and who is skipped, each with its
 * reason. Changes nothing that is stored. Use it on one connection or in one transaction.
 */
export async function makePlan(ctx: PlanContext, options: PlanOptions): Promise<MadePlan> {
  const slot = slotFrom(ctx, options)
  const firsts = await firstSlots(ctx)
  beginStep(options, 'starts')
  const candidates = await gatherCandidates(ctx, slot, options, firsts)
  beginStep(options, 'rules')
  const audience = await judgeAudience(ctx, candidates)
  beginStep(options, 'permission')
  const judged = await judgeCandidates(ctx, candidates, audience, options)
  beginStep(options, 'calendar')
  const table = await placeOnCalendar(ctx, judged, slot)
  await sql`drop table ${sql.table(candidates)}`.execute(ctx.db)
  await sql`drop table ${sql.table(judged)}`.execute(ctx.db)
  if (audience) await sql`drop table ${sql.table(audience)}`.execute(ctx.db)
  beginStep(options, 'ranks')
  await arbitrate(ctx, table, slot)
  return { table, slot, begun: new Set(firsts.keys()) }
}

/** A run covers one calendar day from its slot: with daily slots no instant is left out and none covered twice. */
function slotFrom(ctx: PlanContext, options: PlanOptions): Slot {
  const zone = ctx.shop.timeZone
  const until = addLocalDays(ctx.now, 1, zone)
  const wall = options.wall ?? ctx.now
  const horizon = Math.max(until, addLocalDays(wall, 1, zone))
  return { from: ctx.now, until, today: localDay(ctx.now, zone), wall, horizon }
}
