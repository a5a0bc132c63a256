/** Holds the `{{t}}` of a template against the shop's texts: is each there, in each language, with the values it needs? */

import type { Problem } from '../problem.ts'
import type { TextUse } from './uses.ts'
import { type Texts, ownTextFor } from './languages.ts'
import type { LocaleText, Locales } from './locales.ts'
import { didYouMean } from '../yaml/index.ts'

/** The problems of the texts a template asks for. */
export function checkTexts(uses: readonly TextUse[], texts: Texts): Problem[] {
  return uses.flatMap((use) => checkText(use, texts))
}

/** A text as one language has it. */
interface Version {
  readonly language: string
  readonly text: LocaleText
}

function checkText(use: TextUse, texts: Texts): Problem[] {
  if (![...texts.locales.values()].some((known) => known.has(use.key))) return [unknownText(use, texts.locales)]
  // A language without any file is one problem of the shop, not one of every text.
  const written = texts.languages.filter((language) => hasFile(language, texts))
  const without = written.filter((language) => !ownTextFor(use.key, language, texts))
  const problems = checkVersions(use, versionsOf(use.key, texts))
  return without.length === 0 ? problems : [...problems, untranslated(use, without)]
}

function hasFile(language: string, { locales }: Texts): boolean {
  return locales.has(language) || locales.has(language.split('-')[0] ?? language)
}

// The shop's first language with the text comes first: the others are held against it.
function versionsOf(key: string, { locales, languages }: Texts): Version[] {
  const order = new Set([...languages, ...locales.keys()])
  return [...order].flatMap((language) => {
    const text = locales.get(language)?.get(key)
    return text && text.state === 'sound' ? [{ language, text }] : []
  })
}

function checkVersions(use: TextUse, versions: readonly Version[]): Problem[] {
  const [first] = versions
  if (!first) return []
  const needed = first.text.arguments.filter((name) => !use.names.includes(name))
  const others = versions.slice(1).flatMap((version) => checkVersion(use, version, first))
  return [...needed.map((name) => missingValue(use, name)), ...others]
}

function checkVersion(use: TextUse, { language, text }: Version, first: Version): Problem[] {
  const own = text.arguments.filter((name) => !first.text.arguments.includes(name) && !use.names.includes(name))
  const lacks = first.text.arguments.filter((name) => !text.arguments.includes(name))
  const problems = own.map((name) => otherValue(use, language, text, name, first, lacks))
  return own.length > 0 || lacks.length === 0 ? problems : [leftOut(use, language, text, lacks, first.language)]
}

function unknownText(use: TextUse, locales: Locales): Problem {
  const keys = new Set([...locales.values()].flatMap((texts) => [...texts.keys()]))
  const near = didYouMean(use.key, keys)
  const hint = near ? `did you mean "${near}"?` : 'write it in templates/locales/'
  return { code: 'missing-text', severity: 'error', message: `There is no text "${use.key}"`, hint, place: use.place }
}

function untranslated(use: TextUse, languages: readonly string[]): Problem {
  const message = `The text "${use.key}" is missing in ${languages.join(', ')}`
  const hint = 'the next language of the shop stands in for it'
  return { code: 'missing-text', severity: 'warning', message, hint, place: use.place }
}

function missingValue(use: TextUse, name: string): Problem {
  const message = `The text "${use.key}" needs a value for "${name}"`
  return {
    code: 'missing-text-value',
    severity: 'error',
    message,
    hint: `add ${name}=…`,
    try: `{{t "${use.key}" ${name}=…}}`,
    place: use.place,
  }
}

/** A value that only this language asks for, and that no template gives: often the name was translated too. */
function otherValue(
  { key }: TextUse,
  language: string,
  { places, place }: LocaleText,
  name: string,
  first: Version,
  lacks: readonly string[],
): Problem {
  const meant = lacks.length === 1 ? lacks[0] : didYouMean(name, first.text.arguments)
  const known = first.text.arguments.map((one) => `{${one}}`).join(', ') || 'no value'
  const hint = meant ? `names of values stay as they are: {${meant}}` : `in ${first.language} it has ${known}`
  const message = `"${key}" in ${language} asks for {${name}}, which no other language does`
  const at = places.get(name) ?? place
  return { code: 'text-values-differ', severity: 'error', message, hint, ...tryOf(meant), place: at }
}

function leftOut(
  { key }: TextUse,
  language: string,
  { place }: LocaleText,
  names: readonly string[],
  first: string,
): Problem {
  const list = names.map((name) => `{${name}}`).join(', ')
  const message = `"${key}" in ${language} leaves out ${list}`
  const hint = `the text in ${first} shows it`
  return { code: 'text-values-differ', severity: 'warning', message, hint, place }
}

function tryOf(name: string | undefined): { readonly try?: string } {
  return name === undefined ? {} : { try: `{${name}}` }
}
