import {
  type Around,
  customerAround,
  type EmailRequest,
  type MadeEmail,
  previewRequest,
  renderEmails,
  templatesOf,
} from '../../app/index.ts'
import type { SendStep } from '../../campaigns/index.ts'
import type { DbContext } from '../../db/index.ts'
import type { Campaign } from '../../campaigns/index.ts'
import type { View } from '../view/view.ts'
import type { Asked } from './asked.ts'
import { seenAs } from './seen-as.ts'

/** A template as the first campaign that sends it uses it. */
export interface Use {
  readonly campaign: Campaign
  readonly step: SendStep
}

/** All that a preview shows of one email, but for its checks and its reasons. */
export interface Preview {
  readonly asked: Asked
  readonly ctx: DbContext
  readonly use: Use | undefined
  readonly around: Around
  readonly request: EmailRequest
  readonly email: MadeEmail | { readonly failed: string }
  /** Shown in its place where it fails for a missing value: the same with marks. */
  readonly marked: MadeEmail | undefined
}

/** Makes the email that is asked for, as it is made for sending; undefined where there is nobody to make it for. */
export async function loadPreview(
  view: Pick<View<string>, 'app' | 'people' | 'masked'>,
  asked: Asked,
): Promise<Preview | undefined> {
  const { app } = view
  const ctx = app.at(asked.at)
  const use = useOf(app.campaigns, asked.template)
  const about = use?.campaign.starts.about === 'an order' ? 'an order' : 'nothing'
  const around = await customerAround(ctx, asked.as, about)
  if (!around) return undefined
  const customer = around.customer.key
  const request = await previewRequest(app, ctx, { template: asked.template, customer, variant: asked.version })
  const seen = { as: seenAs(view, asked), links: 'nowhere' } as const
  const [email = { failed: '' }] = await renderEmails(app, ctx, [request], seen)
  const [marked] = 'failed' in email ? await renderEmails(app, ctx, [request], { ...seen, missing: 'marked' }) : []
  return { asked, ctx, use, around, request, email, marked: marked && 'failed' in marked ? undefined : marked }
}

/** The first campaign that sends a template, and by which step. */
export function useOf(campaigns: readonly Campaign[], template: string): Use | undefined {
  const uses = campaigns.flatMap((campaign) => templatesOf(campaign).map((use) => ({ ...use, campaign })))
  return uses.find((one) => one.template === template)
}
