import type { DbContext } from '../db/index.ts'
import type { Recommended } from '../recommend/index.ts'
import type { App } from './open-app.ts'
import { asksRecommendations, recommendFor } from './recommend-for.ts'
import type { EmailRequest } from './render-emails.ts'
import { useOf } from './use-of.ts'

/** What an email recommends to its customer as of `ctx.now`, and why; undefined where its template shows nothing of it. */
export async function recommendedIn(
  app: App,
  ctx: DbContext,
  { template, customer, campaign, step }: Pick<EmailRequest, 'template' | 'customer' | 'campaign' | 'step'>,
): Promise<readonly Recommended[] | undefined> {
  const { value } = await app.templates.get(template)
  if (!value || !asksRecommendations(value.uses.map(({ path }) => path))) return undefined
  const use = useOf(app.campaigns, template, `${campaign}/${step}`)
  const [found] = await recommendFor(app, ctx, [{ customer, recommend: use?.step.recommend }])
  return found?.products ?? []
}
