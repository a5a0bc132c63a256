/** Holds a template against a campaign that uses it: are its variables offered, and is all there that an email must have? */

import type { Place, Problem } from '../problem.ts'
import type { Use } from './uses.ts'
import { didYouMean } from '../yaml/index.ts'
import { htmlBytes } from './size.ts'
import type { Purpose, Template } from './template.ts'
import { type Variable, findVariable, pathsOf } from './variables.ts'

/** What a campaign offers: its variables and its purpose; `subject` says whether its step brings its own subject. */
export interface Offer {
  readonly variables: readonly Variable[]
  readonly purpose: Purpose
  readonly subject?: 'template' | 'step'
  /** The campaign that offers this and how it starts: `birthday`, `on birthday`. */
  readonly campaign?: { readonly campaign: string; readonly starts: string }
}

const CLIPPED_BY_GMAIL = 102_400
const NEARLY_CLIPPED = 92_160

/** The problems a template has in a campaign that offers this. */
export function checkTemplate(template: Template, offer: Offer): Problem[] {
  const problems = [...checkUses(template.uses, offer), ...checkContent(template, offer), ...checkSize(template)]
  return offer.purpose === 'marketing' ? [...problems, ...checkFooter(template)] : problems
}

/** The problems of a variant's subject; `place` is where its text begins. */
export function checkSubject(template: Template, subject: string, offer: Offer, place?: Place): Problem[] {
  const { uses, problems } = template.readText(subject, place)
  return [...problems, ...checkUses(uses, offer)]
}

function checkUses(uses: readonly Use[], offer: Offer): Problem[] {
  return uses.flatMap((use) => {
    const { known, nullable } = findVariable(use.path, offer.variables)
    if (!known) return [unknownVariable(use, offer)]
    const asks = use.kind === 'output' || use.kind === 'argument'
    if (!asks || nullable === undefined || use.given.some((path) => isWithin(path, nullable))) return []
    return [mayBeMissing(use, nullable)]
  })
}

// Who asked for customer.first_name knows that it is there, and so is whatever it lies in.
function isWithin(path: string, nullable: string): boolean {
  return path === nullable || path.startsWith(`${nullable}.`)
}

function unknownVariable(use: Use, offer: Offer): Problem {
  const near = didYouMean(use.path, pathsOf(offer.variables))
  const message = `Unknown variable "${use.path.replaceAll('.*', '')}"`
  const hint = near ? `did you mean "${near}"?` : whyUnknown(use.path.split('.')[0] ?? '', offer)
  return {
    code: 'unknown-variable',
    severity: 'error',
    message,
    hint,
    ...(near ? { try: near } : {}),
    place: use.place,
  }
}

function whyUnknown(first: string, { variables, campaign }: Offer): string {
  if (variables.some((variable) => variable.name === first)) return `"${first}" has no such field`
  if (!campaign) return `this campaign has no "${first}"`
  if (first === 'order' || first === 'items') return `${campaign.campaign} starts ${campaign.starts}: that is no order`
  if (first === 'coupon') return `the step of ${campaign.campaign} gives no coupon`
  return `${campaign.campaign} has no "${first}"`
}

function mayBeMissing(use: Use, nullable: string): Problem {
  const message = `"${nullable}" is missing for some customers`
  const hint = `ask with {{#if ${nullable}}}, or give a word for it`
  return {
    code: 'may-be-missing',
    severity: 'error',
    message,
    hint,
    try: `{{default ${use.path} "…"}}`,
    place: use.place,
  }
}

function checkContent({ content }: Template, offer: Offer): Problem[] {
  const problems = content.picturesWithoutAlt.map((place) =>
    problem('missing-alt', 'This picture has no description', 'add alt="…"; alt="" if it only decorates', place),
  )
  if (!content.title && offer.subject !== 'step') {
    problems.push(
      problem('missing-title', 'The email has no subject', 'write <mj-title>…</mj-title> in <mj-head>', content.start),
    )
  }
  if (!content.preview) {
    const hint = 'write <mj-preview>…</mj-preview> in <mj-head>'
    problems.push(problem('missing-preview', 'The email has no preview line for the inbox', hint, content.start))
  }
  return problems
}

function checkFooter({ uses, content }: Template): Problem[] {
  const has = (path: string) => uses.some((use) => use.path === path && use.kind !== 'question')
  const missing: Problem[] = []
  if (!has('links.unsubscribe')) {
    const hint = 'link to {{url links.unsubscribe}}, or include partials/footer.mjml'
    missing.push(problem('missing-unsubscribe', 'A marketing email needs its unsubscribe link', hint, content.start))
  }
  if (!has('shop.address')) {
    const hint = 'show {{shop.address}}, or include partials/footer.mjml'
    missing.push(problem('missing-address', "A marketing email needs the shop's postal address", hint, content.start))
  }
  return missing
}

function checkSize({ parts, content }: Template): Problem[] {
  const bytes = htmlBytes(parts)
  if (bytes < NEARLY_CLIPPED) return []
  const size = bytes.toLocaleString('en')
  const message = `The HTML has ${size} bytes: Gmail cuts an email off at 102,400`
  const found = problem('email-too-long', message, 'make it shorter', content.start)
  return [bytes < CLIPPED_BY_GMAIL ? { ...found, severity: 'warning' } : found]
}

function problem(code: string, message: string, hint: string, place: Place): Problem {
  return { code, severity: 'error', message, hint, place }
}
