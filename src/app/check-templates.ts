import type { Campaign } from '../campaigns/index.ts'
import { hasErrors, type Problem } from '../problem.ts'
import {
  checkSubject,
  checkTemplate,
  type Extra,
  type Offer,
  offeredVariables,
  type Template,
} from '../render/index.ts'
import { templatesOf } from './read-programme.ts'
import type { Templates } from './templates.ts'

type SendStep = ReturnType<typeof templatesOf>[number]['step']

/**
 * Compiles every template and holds it against each campaign that sends it: is each variable offered, may it be
 * missing, is all there that an email needs? Each problem is told once.
 */
export async function checkTemplates(templates: Templates, campaigns: readonly Campaign[]): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const name of templates.names) {
    const checked = await templates.get(name)
    problems.push(...checked.problems)
    if (checked.value) problems.push(...checkUses(checked.value, campaigns))
  }
  return withoutRepeats([...templates.textProblems(), ...problems])
}

/** The names of the campaigns that cannot send because one of their templates is broken. */
export async function brokenCampaigns(templates: Templates, campaigns: readonly Campaign[]): Promise<BrokenCampaign[]> {
  const broken: BrokenCampaign[] = []
  for (const campaign of campaigns) {
    for (const { template } of templatesOf(campaign)) {
      const checked = await templates.get(template)
      const problems = [...checked.problems, ...(checked.value ? checkUses(checked.value, [campaign]) : [])]
      if (hasErrors(problems)) broken.push({ campaign: campaign.name, template, problems })
    }
  }
  return broken
}

/** A campaign that is held back, the template at fault and what is wrong with it. */
export interface BrokenCampaign {
  readonly campaign: string
  readonly template: string
  readonly problems: readonly Problem[]
}

function checkUses(template: Template, campaigns: readonly Campaign[]): Problem[] {
  return campaigns.flatMap((campaign) =>
    templatesOf(campaign)
      .filter((use) => use.template === template.name)
      .flatMap(({ step }) => checkStep(template, campaign, step)),
  )
}

function checkStep(template: Template, campaign: Campaign, step: SendStep): Problem[] {
  const offer = offerOf(campaign, step)
  const subjects = [step.subject, ...step.variants.map((variant) => variant.subject)]
  return [
    ...checkTemplate(template, offer),
    ...subjects.flatMap((subject) => (subject === undefined ? [] : checkSubject(template, subject, offer, step.place))),
  ]
}

/** What a campaign's step offers to its template. */
function offerOf(campaign: Campaign, step: SendStep): Offer {
  const extras: Extra[] = []
  if (campaign.starts.about === 'an order') extras.push('order')
  if (step.coupon) extras.push('coupon')
  const ownSubject =
    step.subject !== undefined ||
    (step.variants.length > 0 && step.variants.every((variant) => variant.subject !== undefined))
  return { variables: offeredVariables(extras), purpose: campaign.purpose, subject: ownSubject ? 'step' : 'template' }
}

function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  return problems.filter(({ code, message, place }) => {
    const key = JSON.stringify([code, message, place])
    return seen.size < seen.add(key).size
  })
}
