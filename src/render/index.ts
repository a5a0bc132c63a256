/** Emails: MJML compiled once, filled per customer. Touches no database; preview and send call the same `render`. */

import type { Texts } from './languages.ts'
import type { Parts, Template, TemplateSource } from './template.ts'

import type { Compiled } from './compile-template.ts'
export type { Compiled } from './compile-template.ts'
export { type Offer, checkSubject, checkTemplate, checkUses } from './check-template.ts'
export { type Longest, type Measured, checkLengths } from './check-lengths.ts'
export { dressed, type Look, pictureHosts, type Pictures } from './dress.ts'
export { type EmailRule, type Finding, type Inspected, inspectEmail } from './inspect/inspect-email.ts'
export { type HelperDoc, helperDocs } from './helpers/described.ts'
export { safeHeaderText } from './header-text.ts'
export type { Texts } from './languages.ts'
export { type Locales, readLocales } from './locales.ts'
export { sayerOf } from './sayer.ts'
export { render } from './render.ts'
export { htmlBytes } from './size.ts'
export type { Json, Message, Money, Parts, Purpose, Rendered, Template, TemplateSource, Variables } from './template.ts'
export { type Extra, type Variable, offeredVariables } from './variables.ts'

/** Compiles a template with the shop's texts. MJML and Handlebars are loaded here, so who renders nothing waits for neither. */
export async function compileTemplate(source: TemplateSource, texts: Texts): Promise<Compiled> {
  const { compile } = await import('./compile-template.ts')
  return compile(source, texts)
}

/** What a compiled template says in one language, before a customer's values. */
export async function wordingOf(template: Template, texts: Texts, language: string): Promise<Parts> {
  const { wordingOf: wording } = await import('./wording.ts')
  return wording(template, texts, language)
}
