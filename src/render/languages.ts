/** Which language a message is written in, and which text stands for a key. */

import type { LocaleText, Locales } from './locales.ts'

/** The texts of a shop and its languages in the order in which they stand in for each other. */
export interface Texts {
  readonly locales: Locales
  readonly languages: readonly string[]
}

const RIGHT_TO_LEFT = new Set(['ar', 'he', 'fa', 'ur'])

/** A customer's language as a BCP 47 tag: `hr_HR` becomes `hr-HR`; what is no tag becomes the shop's first language. */
export function cleanLanguage(language: string, { languages }: Texts): string {
  try {
    return Intl.getCanonicalLocales(language.replaceAll('_', '-'))[0] ?? languages[0] ?? 'en'
  } catch {
    return languages[0] ?? 'en'
  }
}

/** The language of the texts a customer gets: the own one, else the first of the shop's that has texts. */
export function languageOfTexts(language: string, texts: Texts): string {
  const known = candidates(language, texts).find((tag) => texts.locales.has(tag))
  if (known === undefined) return language
  return baseOf(known) === baseOf(language) ? language : known
}

/** The text of a key in a language, or in the first that stands in for it. */
export function textFor(key: string, language: string, texts: Texts): LocaleText | undefined {
  for (const tag of candidates(language, texts)) {
    const text = texts.locales.get(tag)?.get(key)
    if (text?.state === 'sound') return text
  }
  return undefined
}

/** The text of a key in a language itself; `en` counts as `en-GB`. */
export function ownTextFor(key: string, language: string, { locales }: Texts): LocaleText | undefined {
  return locales.get(language)?.get(key) ?? locales.get(baseOf(language))?.get(key)
}

/** `rtl` for Arabic, Hebrew, Persian and Urdu. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(baseOf(language)) ? 'rtl' : 'ltr'
}

function candidates(language: string, { locales, languages }: Texts): string[] {
  return [language, baseOf(language), ...languages.flatMap((tag) => [tag, baseOf(tag)]), ...locales.keys()]
}

function baseOf(tag: string): string {
  return tag.split('-')[0] ?? tag
}
