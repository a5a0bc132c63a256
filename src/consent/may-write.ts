import { type Expression, type SqlBool, sql } from 'kysely'
import type { DbContext } from '../db/index.ts'
import { consentState } from './consent-state.ts'
import { pausedUntil } from './pauses.ts'
import { suppressedBy } from './suppressed-by.ts'

/** Marketing needs consent; service is about an order the customer made. */
export type Purpose = 'marketing' | 'service'

/**
 * True where an email of this purpose may go to the customer as of `ctx.now`: asked by the plan and again by the claim,
 * right before sending. `purpose` and `topic` may be words or columns that hold them; marketing about a topic needs that
 * the latest word about it, or about marketing as a whole, is a yes.
 */
export function mayWrite(
  ctx: DbContext,
  asked: {
    readonly customer: Expression<unknown>
    readonly purpose: Purpose | Expression<unknown>
    readonly topic?: string | Expression<unknown>
  },
): Expression<SqlBool> {
  return allows({
    consent: consentState(ctx, asked.customer, sql`${ctx.now}`, asked.topic),
    suppressed: suppressedBy(ctx, asked.customer),
    paused: sql`case when ${pausedUntil(ctx, asked.customer)} > ${ctx.now} then 'yes' else 'no' end`,
    purpose: asked.purpose,
  })
}

/**
 * The rule itself over values that are there already (columns joined from `consentRows` and `suppressionRows`; both may
 * be null where a customer has no row): nobody suppressed is written to, marketing goes to subscribers only, and not
 * while they asked for a pause (`paused`: `yes` or `no`).
 */
export function allows(known: {
  readonly consent: Expression<unknown>
  readonly suppressed: Expression<unknown>
  readonly paused?: Expression<unknown>
  readonly purpose: Purpose | Expression<unknown>
}): Expression<SqlBool> {
  return sql<SqlBool>`(
    coalesce(${known.suppressed}, 'no') = 'no'
    and (
      ${known.purpose} = 'service'
      or (coalesce(${known.consent}, 'never asked') = 'subscribed' and coalesce(${known.paused ?? sql`null`}, 'no') = 'no')
    )
  )`
}
