/** Fills one template in one language: everything that can be done once per language is done when the filler is made. */

import type { Formats } from './formats.ts'
import { type Fill, type RenderData, compileHandlebars, isHandlebarsError } from './handlebars.ts'
import { safeHeaderText } from './header-text.ts'
import { type Texts, languageOfTexts, textFor } from './languages.ts'
import { type Pick, pickerFor } from './pick.ts'
import { offsetOf } from './source-file.ts'
import { specialise } from './specialise.ts'
import type { Filler, Message, Parts, TextReading, Variables } from './template.ts'
import { Unfit } from './unfit.ts'

/** What a filler is made of. */
export interface FillerSource {
  readonly parts: Parts
  readonly paths: readonly string[]
  readonly texts: Texts
  readonly usesTexts: 'texts' | 'no texts'
  readonly readText: (text: string) => TextReading
}

/** Fills one part; a value that is missing or unfit ends the email with an `Unfit` that names the tag. */
type PartFill = (root: Variables, data: RenderData) => string

interface Subject {
  readonly fill: PartFill
  readonly pick: Pick
}

const MOST_SUBJECTS = 100

/** The filler of a template for a customer's language. */
export function makeFiller(source: FillerSource, wanted: string): Filler {
  const { parts, texts } = source
  const language = source.usesTexts === 'texts' ? languageOfTexts(wanted, texts) : wanted
  const pick = pickerFor(source.paths)
  const fillOf = (part: string) => partFill(specialise(part, language, texts, 'plain'), 'plain')
  const html = partFill(specialise(parts.html, language, texts, 'html'), 'escape')
  const subject = fillOf(parts.subject)
  const preheader = fillOf(parts.preheader)
  const text = fillOf(parts.text)
  const formatsOf = formatsFor(language, texts)
  const variant = variantSubjects(source, fillOf)
  return (variables, message) => {
    const root = pick(variables)
    const data = { root, formats: formatsOf(message) }
    const line = message.subject === undefined ? subject(root, data) : variant(message.subject, variables, data)
    return {
      subject: safeHeaderText(line),
      preheader: safeHeaderText(preheader(root, data)),
      html: html(root, data),
      text: text(root, data),
    }
  }
}

function partFill(source: string, mode: 'escape' | 'plain'): PartFill {
  const fill: Fill = compileHandlebars(source, mode)
  return (root, data) => {
    try {
      return fill(root, data)
    } catch (error) {
      throw explained(error, source)
    }
  }
}

// Strict mode and our helpers know where they stood, which names the tag that could not be filled.
function explained(error: unknown, source: string): unknown {
  if (error instanceof Unfit) {
    const { loc } = error
    if (!loc) return error
    const tag = source.slice(
      offsetOf(source, loc.start.line, loc.start.column),
      offsetOf(source, loc.end.line, loc.end.column),
    )
    return new Unfit(error.code, `${tag} ${error.message}`)
  }
  if (!isHandlebarsError(error)) return error
  const { lineNumber = 1, column = 0 } = error
  const path = /^[^\s(){}]+/.exec(source.slice(offsetOf(source, lineNumber, column)).replace(/^\{\{~?\s*/, ''))?.[0]
  return new Unfit('missing-data', `{{${path ?? '?'}}} has no value`)
}

function formatsFor(locale: string, texts: Texts): (message: Message) => Formats {
  const known = new Map<string, Formats>()
  const text = (key: string, values: Readonly<Record<string, unknown>>) => textOf(key, values, locale, texts)
  return ({ timeZone, currency }) => {
    const key = `${timeZone} ${currency}`
    const formats = known.get(key) ?? { locale, timeZone, currency, text }
    known.set(key, formats)
    return formats
  }
}

function textOf(key: string, values: Readonly<Record<string, unknown>>, locale: string, texts: Texts): string {
  const text = textFor(key, locale, texts)
  if (!text) throw new Unfit('missing-data', `the text "${key}" is in no language`)
  return String(text.format.format(values as Record<string, string | number>))
}

function variantSubjects(source: FillerSource, fillOf: (part: string) => PartFill) {
  const known = new Map<string, Subject>()
  return (text: string, variables: Variables, data: RenderData): string => {
    const subject = known.get(text) ?? makeSubject(text, source, fillOf)
    if (known.size < MOST_SUBJECTS) known.set(text, subject)
    const root = subject.pick(variables)
    return subject.fill(root, { ...data, root })
  }
}

function makeSubject(text: string, source: FillerSource, fillOf: (part: string) => PartFill): Subject {
  const { uses, problems } = source.readText(text)
  const [problem] = problems
  if (problem) throw new Unfit('bad-value', `the subject cannot be read: ${problem.message}`)
  return { fill: fillOf(text), pick: pickerFor(uses.map((use) => use.path)) }
}
