import {
  type Around,
  customerAround,
  type EmailRequest,
  type MadeEmail,
  previewRequest,
  renderEmails,
  type Use,
  useOf,
} from '../../app/index.ts'
import type { DbContext } from '../../db/index.ts'
import type { View } from '../view/view.ts'
import type { Asked } from './asked.ts'
import { seenAs } from './seen-as.ts'

/** All that a preview shows of one email, but for its checks and its reasons. */
export interface Preview {
  /** Names the customer by id, whether the address did or not: frames and reasons are about the same. */
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
  const { template, version } = asked
  const use = useOf(app.campaigns, template, asked.use)
  const around = await customerAround(ctx, asked.as, { template, use })
  if (!around) return undefined
  const { key: customer, id } = around.customer
  const request = await previewRequest(app, ctx, { template, customer, variant: version, use })
  const seen = { as: seenAs(view, asked), links: 'nowhere' } as const
  const [email = { failed: '' }] = await renderEmails(app, ctx, [request], seen)
  const [marked] = 'failed' in email ? await renderEmails(app, ctx, [request], { ...seen, missing: 'marked' }) : []
  return {
    asked: { ...asked, as: id },
    ctx,
    use,
    around,
    request,
    email,
    marked: marked && 'failed' in marked ? undefined : marked,
  }
}
