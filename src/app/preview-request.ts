import type { DbContext } from '../db/index.ts'
import { adoptionsAt } from '../plan/index.ts'
import type { App } from './open-app.ts'
import type { EmailRequest } from './render-emails.ts'
import { useOf, type Use } from './use-of.ts'

/** A message that exists only on the screen: of a step that sends the template (the first, if none is given), about the latest order. */
export async function previewRequest(
  app: App,
  { db, now }: Pick<DbContext, 'db' | 'now'>,
  asked: {
    readonly template: string
    readonly customer: number
    readonly variant?: string | undefined
    readonly use?: Use | undefined
  },
): Promise<EmailRequest> {
  const { template, customer, variant, use = useOf(app.campaigns, template) } = asked
  const latest = await db
    .selectFrom('orders')
    .select('key')
    .where('customer', '=', customer)
    .where('ordered_at', '<=', now)
    .orderBy('ordered_at', 'desc')
    .orderBy('key', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    key: 0,
    customer,
    campaign: use?.campaign.name ?? '',
    step: use?.step.id ?? '',
    variant: variant ?? (await adoptedIn({ db, now }, use, template)) ?? variantOf(use, template),
    template,
    purpose: use?.campaign.purpose ?? 'marketing',
    order: use === undefined || use.campaign.starts.about === 'an order' ? (latest?.key ?? null) : null,
  }
}

/** The first version that sends the template: a version may have one of its own. */
function variantOf(use: Use | undefined, template: string): string | null {
  return use?.step.variants.find((one) => (one.template ?? use.step.template) === template)?.name ?? null
}

/** The version that everybody new gets, where it is the template that is looked at. */
async function adoptedIn(
  ctx: Pick<DbContext, 'db' | 'now'>,
  use: Use | undefined,
  template: string,
): Promise<string | undefined> {
  if (!use || use.step.variants.length === 0) return undefined
  const held = (await adoptionsAt(ctx)).find((one) => {
    return one.endedAt === null && one.campaign === use.campaign.name && one.step === use.step.id
  })
  return use.step.variants.find(
    ({ name, template: own }) => name === held?.variant && (own ?? use.step.template) === template,
  )?.name
}
