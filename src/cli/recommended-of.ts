import { recommendedIn, templatesOf } from '../app/index.ts'
import type { WhyCampaign } from '../plan/index.ts'
import type { Recommended } from '../recommend/index.ts'
import type { OpenShop } from './open-shop.ts'

/** What the email of one step recommends. */
export interface RecommendedInStep {
  readonly step: string
  readonly products: readonly Recommended[]
}

/** What the emails of a campaign recommend to a customer (key): the one that was decided about, else all that recommend anything. */
export async function recommendedOf(
  { app, now }: OpenShop,
  customer: number,
  { campaign: name, step }: WhyCampaign,
): Promise<readonly RecommendedInStep[]> {
  const campaign = app.campaigns.find((one) => one.name === name)
  const found: RecommendedInStep[] = []
  for (const use of campaign ? templatesOf(campaign) : []) {
    if (step !== null && use.step.id !== step) continue
    const email = { template: use.template, customer, campaign: name, step: use.step.id }
    const products = await recommendedIn(app, app.at(now), email)
    if (products && products.length > 0) found.push({ step: use.step.id, products })
  }
  return found
}
