import { type Expression, type SqlBool, sql } from 'kysely'
import type { DbContext } from '../db/index.ts'
import { consentState } from './consent-state.ts'
import { suppressedBy } from './suppressed-by.ts'

/** Marketing needs consent; service is about an order the customer made. */
export type Purpose = 'marketing' | 'service'

/**
 * True where an email of this purpose may go to the customer as of `ctx.now`: asked by the plan and again by the claim,
 * right before sending. `purpose` may be a word or a column that holds one.
 */
export function mayWrite(
  ctx: DbContext,
  asked: { readonly customer: Expression<unknown>; readonly purpose: Purpose | Expression<unknown> },
): Expression<SqlBool> {
  return allows({
    consent: consentState(ctx, asked.customer),
    suppressed: suppressedBy(ctx, asked.customer),
    purpose: asked.purpose,
  })
}

/**
 * The rule itself over values that are there already (columns joined from `consentRows` and `suppressionRows`; both may
 * be null where a customer has no row): nobody suppressed is written to, marketing goes to subscribers only.
 */
export function allows(known: {
  readonly consent: Expression<unknown>
  readonly suppressed: Expression<unknown>
  readonly purpose: Purpose | Expression<unknown>
}): Expression<SqlBool> {
  return sql<SqlBool>`(
    coalesce(${known.suppressed}, 'no') = 'no'
    and (${known.purpose} = 'service' or coalesce(${known.consent}, 'never asked') = 'subscribed')
  )`
}
