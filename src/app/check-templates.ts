import { hasErrors, type Problem } from '../problem.ts'
import {
  checkLengths,
  checkSubject,
  checkTemplate,
  checkUses,
  type Longest,
  type Measured,
  type Offer,
  offeredVariables,
  type Template,
  type Texts,
} from '../render/index.ts'
import type { Campaign } from '../campaigns/index.ts'
import type { Shop } from '../config/index.ts'
import { type TemplateUse, usesOf } from './template-uses.ts'
import type { Templates } from './templates.ts'

/**
 * Compiles every template and holds it against each use: is each variable offered, may it be missing, is all there that
 * an email needs, and is it short enough for the customer with the longest values? Each problem is told once.
 */
export async function checkTemplates(
  templates: Templates,
  uses: readonly TemplateUse[],
  texts: Texts,
  longest: Longest | undefined,
): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const name of templates.names) {
    const { value, sketch, uses: asked = [], problems: found } = await templates.get(name)
    const own = uses.filter((use) => use.template === name)
    const template = value ?? sketch
    problems.push(
      ...found,
      ...own.flatMap((use) => (value ? checkUse(value, use) : checkUses(asked, offerOf(use)))),
      ...(template && longest ? checkLengths(template, together(own), texts, longest) : []),
    )
  }
  return withoutRepeats(problems)
}

/** All uses of a template as one: its length is the same in each. */
function together(uses: readonly TemplateUse[]): Measured {
  return {
    purpose: uses.some(({ purpose }) => purpose === 'marketing') ? 'marketing' : 'service',
    subject: uses.some(({ subject }) => subject === 'template') ? 'template' : 'step',
    subjects: uses.flatMap(({ subjects }) => subjects),
  }
}

/** A campaign that is held back, the template at fault and what is wrong with it. */
export interface BrokenCampaign {
  readonly campaign: string
  readonly template: string
  readonly problems: readonly Problem[]
}

/** The uses whose template is broken: their campaigns cannot send. */
export async function brokenUses(templates: Templates, uses: readonly TemplateUse[]): Promise<BrokenCampaign[]> {
  const broken: BrokenCampaign[] = []
  for (const use of uses) {
    const { value, problems } = await templates.get(use.template)
    const all = [...problems, ...(value ? checkUse(value, use) : [])]
    if (hasErrors(all)) broken.push({ campaign: use.campaign, template: use.template, problems: all })
  }
  return broken
}

/** The problems of one template by itself and in every use of it. */
export async function templateProblems(
  app: { readonly templates: Templates; readonly campaigns: readonly Campaign[]; readonly shop: Shop },
  name: string,
): Promise<Problem[]> {
  const { value, uses: asked, problems } = await app.templates.get(name)
  const own = usesOf(app.campaigns, app.shop).filter((use) => use.template === name)
  const found = own.flatMap((use) => (value ? checkUse(value, use) : checkUses(asked ?? [], offerOf(use))))
  return withoutRepeats([...problems, ...found])
}

function checkUse(template: Template, use: TemplateUse): Problem[] {
  const offer = offerOf(use)
  const ofSubjects = use.subjects.flatMap(({ text, place }) => checkSubject(template, text, offer, place))
  return [...checkTemplate(template, offer), ...ofSubjects]
}

function offerOf({ extras, attributes, purpose, subject, ...campaign }: TemplateUse): Offer {
  return { variables: offeredVariables(extras, attributes), purpose, subject, campaign }
}

function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  return problems.filter(({ code, message, place }) => {
    const key = JSON.stringify([code, message, place])
    return seen.size < seen.add(key).size
  })
}
