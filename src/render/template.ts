/** The words of this room: what goes in, what comes out, and what a compiled template knows of itself. */

import type { Place, Problem } from '../problem.ts'
import type { Use } from './uses.ts'

/** Marketing needs consent and the way out; service is about an order the customer made. */
export type Purpose = 'marketing' | 'service'

/** An amount of money: integer minor units (cents) with an ISO 4217 code. */
export interface Money {
  readonly amount: number
  readonly currency: string
}

/** What a variable may hold: plain JSON. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json }

/** The variables of one message by name: `{customer: {…}, shop: {…}, links: {…}}`. */
export type Variables = { readonly [name: string]: Json }

/** A template file: its name, its place relative to the shop's folder, its text, and the absolute folder of its partials. */
export interface TemplateSource {
  readonly name: string
  readonly file: string
  readonly text: string
  readonly dir: string
}

/**
 * One email to one customer. Instants are numbers (milliseconds since the epoch, shown in `timeZone`) or ISO 8601
 * strings with an offset; days are `YYYY-MM-DD` strings and belong to no zone. Money is `{amount, currency}` in minor
 * units. `coupon.off` is `{percent: 15}`, money, or the phrase of the campaign (`15 percent`, `10 EUR`).
 * A value that is null, absent or blank counts as missing.
 */
export interface Message {
  /** BCP 47 tag of the customer's language: `hr`, `en-GB`. */
  readonly language: string
  /** IANA zone in which the customer's instants are shown. */
  readonly timeZone: string
  /** ISO 4217 code used for an amount that names none. */
  readonly currency: string
  readonly purpose: Purpose
  readonly variables: Variables
  /** The variant's subject, with Handlebars, in place of `<mj-title>`. */
  readonly subject?: string
}

/** A finished email: subject and preheader are one line of plain text, `html` and `text` its two parts. */
export interface Rendered {
  readonly subject: string
  readonly preheader: string
  readonly html: string
  readonly text: string
}

/** The four Handlebars texts of an email, made from one MJML file. */
export interface Parts {
  readonly subject: string
  readonly preheader: string
  readonly html: string
  readonly text: string
}

/** An email ready to be filled in one language. Throws `MissingData` or Handlebars' exception, which `render` turns into problems. */
export type Filler = (variables: Variables, message: Message) => Rendered

/** A compiled template: what it says, what it asks for, and how it is filled in a language. */
export interface Template {
  readonly name: string
  readonly file: string
  /** The compiled HTML, subject, preheader and text with their Handlebars expressions still in them. */
  readonly parts: Parts
  /** Each variable the template reads, with its place. */
  readonly uses: readonly Use[]
  /** What the content checks look at: places of title, preview and pictures without a description. */
  readonly content: Content
  /** The filler for a language tag, made at first use and kept. */
  readonly fillerFor: (language: string) => Filler
  /** The Handlebars source of a subject or another short text: its problems and uses, placed at `place`. */
  readonly readText: (text: string, place?: Place) => TextReading
}

/** What was found in a short Handlebars text such as a variant's subject. */
export interface TextReading {
  readonly uses: readonly Use[]
  readonly problems: readonly Problem[]
}

/** Findings in the markup that only matter once a campaign sends the template. */
export interface Content {
  readonly start: Place
  readonly title: Place | undefined
  readonly preview: Place | undefined
  readonly picturesWithoutAlt: readonly Place[]
}
