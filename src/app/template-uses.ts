import type { Campaign, SendStep, Subject } from '../campaigns/index.ts'
import type { Shop } from '../config/index.ts'
import type { Place } from '../problem.ts'
import type { Extra, Purpose } from '../render/index.ts'

/** A template as one step of a campaign uses it: plain data, so that it may cross to another thread. */
export interface TemplateUse {
  readonly template: string
  readonly campaign: string
  /** `on birthday`, for people. */
  readonly starts: string
  readonly purpose: Purpose
  readonly extras: readonly Extra[]
  /** The names of the shop's own attributes. */
  readonly attributes: readonly string[]
  /** Subjects of the step and its versions that stand in for the template's own. */
  readonly subjects: readonly Subject[]
  /** Whether the template's own subject is ever used. */
  readonly subject: 'template' | 'step'
  /** Where the step names the template. */
  readonly place: Place
}

/** Every use of a template by these campaigns of a shop. */
export function usesOf(campaigns: readonly Campaign[], shop: Pick<Shop, 'attributes'>): TemplateUse[] {
  const attributes = shop.attributes.map(({ name }) => name)
  return campaigns.flatMap((campaign) =>
    templatesOf(campaign).map(({ step, template, place }) => ({
      template,
      campaign: campaign.name,
      starts: campaign.starts.phrase,
      purpose: campaign.purpose,
      extras: extrasOf(campaign, step),
      attributes,
      ...subjectsOf(step),
      place,
    })),
  )
}

/** The templates of a campaign's emails with the place that names each. */
export function templatesOf(campaign: Pick<Campaign, 'steps'>) {
  return campaign.steps.flatMap((step) => {
    if (step.kind !== 'send') return []
    const own = step.variants.map((variant) => variant.template ?? step.template)
    const names = new Set(own.length > 0 ? own : [step.template])
    return [...names].map((template) => ({ step, template, place: step.place }))
  })
}

function extrasOf(campaign: Campaign, step: SendStep): Extra[] {
  const order: Extra[] = campaign.starts.about === 'an order' ? ['order'] : []
  return step.coupon ? [...order, 'coupon'] : order
}

function subjectsOf({ subject, variants }: SendStep): Pick<TemplateUse, 'subjects' | 'subject'> {
  const all = [subject, ...variants.map((variant) => variant.subject)].filter((one) => one !== undefined)
  const every = variants.length > 0 && variants.every((variant) => variant.subject !== undefined)
  return { subjects: all, subject: subject !== undefined || every ? 'step' : 'template' }
}
