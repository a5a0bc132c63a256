import type { Campaign, SendStep } from '../campaigns/index.ts'
import { templatesOf } from './template-uses.ts'

/** A step of a campaign that sends a template. */
export interface Use {
  readonly campaign: Campaign
  readonly step: SendStep
}

/** Every step that sends a template, in the order of campaigns and steps. */
export function usesOfTemplate(campaigns: readonly Campaign[], template: string): Use[] {
  return campaigns.flatMap((campaign) =>
    templatesOf(campaign).flatMap((use) => (use.template === template ? [{ campaign, step: use.step }] : [])),
  )
}

/** The step with a name (`nameOfUse`) that sends a template; without such a one the first that does. */
export function useOf(campaigns: readonly Campaign[], template: string, name?: string): Use | undefined {
  const uses = usesOfTemplate(campaigns, template)
  return uses.find((use) => nameOfUse(use) === name) ?? uses[0]
}

/** How an address names a use of a template: not at all where it is the first, which needs no name. */
export function useInAddress(campaigns: readonly Campaign[], template: string, use: Use): string | undefined {
  const [first] = usesOfTemplate(campaigns, template)
  const name = nameOfUse(use)
  return first && nameOfUse(first) === name ? undefined : name
}

/** A step among all that send its template: `win-back/come-back-coupon`. */
export function nameOfUse({ campaign, step }: Use): string {
  return `${campaign.name}/${step.id}`
}
