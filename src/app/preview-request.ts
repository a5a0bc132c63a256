import type { DbContext } from '../db/index.ts'
import type { App } from './open-app.ts'
import type { EmailRequest } from './render-emails.ts'
import { templatesOf } from './template-uses.ts'

/** A message that exists only on the screen: of the first campaign that sends the template, about the latest order. */
export async function previewRequest(
  app: App,
  { db, now }: Pick<DbContext, 'db' | 'now'>,
  asked: { readonly template: string; readonly customer: number; readonly variant?: string | undefined },
): Promise<EmailRequest> {
  const { template, customer, variant } = asked
  const uses = app.campaigns.flatMap((campaign) => templatesOf(campaign).map((use) => ({ ...use, campaign })))
  const use = uses.find((one) => one.template === template)
  const latest = await db
    .selectFrom('orders')
    .select('key')
    .where('customer', '=', customer)
    .where('ordered_at', '<=', now)
    .orderBy('ordered_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    key: 0,
    customer,
    campaign: use?.campaign.name ?? '',
    step: use?.step.id ?? '',
    variant: variant ?? use?.step.variants[0]?.name ?? null,
    template,
    purpose: use?.campaign.purpose ?? 'marketing',
    order: use === undefined || use.campaign.starts.about === 'an order' ? (latest?.key ?? null) : null,
  }
}
