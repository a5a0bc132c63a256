import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { PlanContext } from './plan.ts'

/** Whether the message under an alias was decided by a run up to the slot: what later runs did is invisible. */
export function seen(ctx: PlanContext, alias: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(`${alias}.run`)} in (select key from runs where slot <= ${ctx.now})`
}

/** States of messages that count as sent, or about to be, for `in (…)`. */
export const sentStates = sql.join(['queued', 'claimed', 'submitted', 'uncertain'].map((state) => sql.lit(state)))

/** States of notices that somebody of the shop hears of, or is about to, for `in (…)`. */
export const toldStates = sql.join(['raised', 'told'].map((state) => sql.lit(state)))
