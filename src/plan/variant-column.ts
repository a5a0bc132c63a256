import { type RawBuilder, sql } from 'kysely'
import type { SendStep } from '../campaigns/index.ts'
import type { Adoption } from './adoptions.ts'
import type { PlanContext } from './plan.ts'
import { seen } from './seen.ts'
import { variantOf } from './shares.ts'

/**
 * The variant of a candidate `c` (with `customers`): that of the customer's share; where a variant was adopted, who
 * begins then gets that one, and who had the email before keeps theirs.
 */
export function variantColumn(ctx: PlanContext, adoptions: readonly Adoption[]): RawBuilder<string | null> {
  const cases = ctx.campaigns.flatMap((campaign) =>
    campaign.steps.flatMap((step) => {
      if (step.kind !== 'send' || step.variants.length === 0) return []
      const own = adoptions.filter((one) => isOf(one, campaign.name, step))
      const shared = variantOf(ctx.dialect, `${campaign.name}/${step.id}`, sql`customers.id`, step.variants)
      const variant = own.length === 0 ? shared : adopted(ctx, step, own, shared)
      return [sql`when c.campaign = ${campaign.name} and c.step = ${step.id} then ${variant}`]
    }),
  )
  return cases.length === 0 ? sql<string | null>`null` : sql<string | null>`case ${sql.join(cases, sql` `)} end`
}

/** A variant that is in the file no more is of no use. */
function isOf(one: Adoption, campaign: string, step: SendStep): boolean {
  return one.campaign === campaign && one.step === step.id && step.variants.some(({ name }) => name === one.variant)
}

function adopted(
  ctx: PlanContext,
  step: SendStep,
  adoptions: readonly Adoption[],
  shared: RawBuilder<string>,
): RawBuilder<string> {
  const names = sql.join(step.variants.map(({ name }) => name))
  const spans = adoptions.map(({ variant, at, endedAt }) => {
    const before = endedAt === null ? sql`` : sql`and c.started_at < ${endedAt}`
    return sql`when c.started_at >= ${at} ${before} then ${variant}`
  })
  return sql<string>`coalesce(
            (
              select before.variant
              from messages as before
              where before.campaign = c.campaign and before.step = c.step and before.customer = c.customer
                and before.variant in (${names}) and before.state <> 'skipped' and ${seen(ctx, 'before')}
              order by before.started_at, before.key
              limit 1
            ),
            case ${sql.join(spans, sql` `)} else ${shared} end
          )`
}
