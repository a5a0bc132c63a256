/** Holds a template against a campaign that uses it: are its variables offered, and is all there that an email must have? */

import type { Place, Problem } from '../problem.ts'
import type { Use } from './uses.ts'
import { didYouMean } from '../yaml/index.ts'
import { CLIPPED_BY_GMAIL, NEARLY_CLIPPED, htmlBytes, tooLong } from './size.ts'
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

/** The variables that a template asks for and this campaign does not offer, or not to everybody. */
export function checkUses(uses: readonly Use[], offer: Offer): Problem[] {
  return uses.flatMap((use) => {
    const { known, nullable } = findVariable(use.path, offer.variables)
    if (!known) return unknownVariable(use, offer)
    const asks = use.kind === 'output' || use.kind === 'argument'
    if (!asks || nullable === undefined || use.given.some((path) => isWithin(path, nullable))) return []
    return [mayBeMissing(use, nullable)]
  })
}

// Who asked for customer.first_name knows that it is there, and so is whatever it lies in.
function isWithin(path: string, nullable: string): boolean {
  return path === nullable || path.startsWith(`${nullable}.`)
}

function unknownVariable(use: Use, offer: Offer): Problem[] {
  const [first = ''] = use.path.split('.')
  const path = use.path.replaceAll('.*', '')
  const unknown = { code: 'unknown-variable', severity: 'error', place: use.place } as const
  if (!offer.variables.some((variable) => variable.name === first) && ELSEWHERE.has(first)) {
    // What lies inside a list that is not there has been said of the list.
    if (use.path.includes('.*')) return []
    const message = `"${path}" is not there in ${offer.campaign?.campaign ?? 'this campaign'}`
    return [{ ...unknown, message, hint: whyNotThere(first, offer) }]
  }
  const near = didYouMean(use.path, pathsOf(offer.variables))
  const message = `Unknown variable "${path}"`
  if (near) return [{ ...unknown, message, hint: `did you mean "${near}"?`, try: near }]
  const known = offer.variables.find(({ name }) => name === first)?.fields?.map(({ name }) => name)
  const hint = known
    ? `"${first}" has ${known.join(', ')}`
    : `there is ${offer.variables.map(({ name }) => name).join(', ')}`
  return [{ ...unknown, message, hint }]
}

/** What only some campaigns offer. */
const ELSEWHERE: ReadonlySet<string> = new Set(['order', 'items', 'coupon'])

function whyNotThere(first: string, { campaign }: Offer): string {
  if (first === 'coupon') return 'its step gives no coupon'
  return campaign ? `it starts ${campaign.starts}, which is about no order` : `this campaign has no "${first}"`
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
    problem(
      'missing-alt',
      'This picture has no description',
      'say what it shows; alt="" if it only decorates',
      place,
      'alt="…"',
    ),
  )
  const inHead = 'write it in <mj-head>'
  if (!content.title && offer.subject !== 'step') {
    const paste = '<mj-title>…</mj-title>'
    problems.push(problem('missing-title', 'The email has no subject', inHead, content.start, paste))
  }
  if (!content.preview) {
    const message = 'The email has no preview line for the inbox'
    problems.push(problem('missing-preview', message, inHead, content.start, '<mj-preview>…</mj-preview>'))
  }
  return problems
}

function checkFooter({ uses, content: { start } }: Template): Problem[] {
  const has = (path: string) => uses.some((use) => use.path === path && use.kind !== 'question')
  const missing: Problem[] = []
  const hint = 'include partials/footer.mjml, or write it out'
  if (!has('links.unsubscribe')) {
    const paste = '<a href="{{url links.unsubscribe}}">Unsubscribe</a>'
    missing.push(problem('missing-unsubscribe', 'A marketing email needs its unsubscribe link', hint, start, paste))
  }
  if (!has('shop.address')) {
    const message = "A marketing email needs the shop's postal address"
    missing.push(problem('missing-address', message, hint, start, '{{shop.address}}'))
  }
  return missing
}

function checkSize({ parts, content }: Template): Problem[] {
  const bytes = htmlBytes(parts)
  if (bytes < NEARLY_CLIPPED) return []
  const found = tooLong(bytes, '', content.start)
  return [bytes < CLIPPED_BY_GMAIL ? { ...found, severity: 'warning' } : found]
}

function problem(code: string, message: string, hint: string, place: Place, paste?: string): Problem {
  return { code, severity: 'error', message, hint, ...(paste === undefined ? {} : { try: paste }), place }
}
