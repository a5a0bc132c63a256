/** Fills one template in one language: everything that can be done once per language is done when the filler is made. */

import type { Formats } from './formats.ts'
import { type PartsFill, partsFill } from './fill-parts.ts'
import type { RenderData } from './handlebars.ts'
import { type Texts, languageOfTexts, textFor } from './languages.ts'
import { type Pick, pickerFor } from './pick.ts'
import { specialise } from './specialise.ts'
import type { Filler, Message, Parts, TextReading, Variables } from './template.ts'
import { Unfit } from './unfit.ts'
import type { Mode } from './words.ts'
import { type ShopWords, writeShop } from './write-shop.ts'

/** What a filler is made of. */
export interface FillerSource {
  readonly parts: Parts
  readonly paths: readonly string[]
  readonly texts: Texts
  readonly usesTexts: 'texts' | 'no texts'
  readonly readText: (text: string) => TextReading
}

interface Subject {
  readonly fill: PartsFill
  readonly pick: Pick
}

const MOST_SUBJECTS = 100
const MOST_SHOPS = 8

/** The filler of a template for a customer's language. */
export function makeFiller(source: FillerSource, wanted: string): Filler {
  const { texts } = source
  const language = source.usesTexts === 'texts' ? languageOfTexts(wanted, texts) : wanted
  const pick = pickerFor(source.paths)
  const fillsOf = fillsByShop(source, language)
  const formatsOf = formatsFor(language, texts)
  const fillSubject = variantSubjects(source, (text) =>
    partsFill({ subject: specialise(text, language, texts, 'plain') }),
  )
  return (variables, message) => {
    const filled = { subject: '', preheader: '', html: '', text: '' }
    const root = pick(variables)
    const data = { root, formats: formatsOf(message), parts: filled, spent: { steps: 0, letters: 0 } }
    const { whole, withoutSubject } = fillsOf(root)
    if (message.subject === undefined) whole(root, data)
    else {
      withoutSubject(root, data)
      fillSubject(message.subject, variables, data)
    }
    return filled
  }
}

interface ShopFills {
  readonly whole: PartsFill
  readonly withoutSubject: PartsFill
}

// A mailing has one shop; the few kept here are for previews and edits of the shop file.
function fillsByShop({ parts, paths, texts }: FillerSource, language: string): (root: Variables) => ShopFills {
  const fields = [...new Set(paths.filter((path) => path.startsWith('shop.')).map((path) => path.slice(5)))]
  const known = new Map<string, ShopFills>()
  return ({ shop }) => {
    const words = (shop ?? {}) as ShopWords
    const key = fields.map((field) => words[field]).join('\n')
    const kept = known.get(key)
    if (kept) return kept
    if (known.size >= MOST_SHOPS) known.clear()
    const write = (part: keyof Parts, mode: Mode) =>
      writeShop(specialise(parts[part], language, texts, mode), words, mode)
    const body = { preheader: write('preheader', 'plain'), text: write('text', 'plain'), html: write('html', 'html') }
    const made = { whole: partsFill({ subject: write('subject', 'plain'), ...body }), withoutSubject: partsFill(body) }
    known.set(key, made)
    return made
  }
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
  return text.say(values as Record<string, string | number>)
}

function variantSubjects(source: FillerSource, fillOf: (text: string) => PartsFill) {
  const known = new Map<string, Subject>()
  return (text: string, variables: Variables, data: RenderData): void => {
    const subject = known.get(text) ?? makeSubject(text, source, fillOf)
    if (known.size < MOST_SUBJECTS) known.set(text, subject)
    const root = subject.pick(variables)
    subject.fill(root, { ...data, root })
  }
}

function makeSubject(text: string, source: FillerSource, fillOf: (text: string) => PartsFill): Subject {
  const { uses, problems } = source.readText(text)
  const [problem] = problems
  if (problem) throw new Unfit('bad-value', `the subject cannot be read: ${problem.message}`)
  return { fill: fillOf(text), pick: pickerFor(uses.map((use) => use.path)) }
}
