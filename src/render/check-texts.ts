/** Holds the `{{t}}` of a template against the shop's texts: is each there, in each language, with the values it needs? */

import type { Problem } from '../problem.ts'
import type { TextUse } from './uses.ts'
import { type Texts, textFor } from './languages.ts'
import type { Locales } from './locales.ts'
import { didYouMean } from '../yaml/index.ts'

/** The problems of the texts a template asks for. */
export function checkTexts(uses: readonly TextUse[], texts: Texts): Problem[] {
  return uses.flatMap((use) => checkText(use, texts))
}

function checkText(use: TextUse, texts: Texts): Problem[] {
  if (!textFor(use.key, texts.languages[0] ?? '', texts)) return [unknownText(use, texts.locales)]
  const problems = [...texts.locales].flatMap(([language, known]) => {
    const missing = known.get(use.key)?.arguments.filter((name) => !use.names.includes(name)) ?? []
    return missing.map((name) => missingValue(use, language, name))
  })
  const without = texts.languages.filter((language) => !texts.locales.get(language)?.has(use.key))
  return without.length === 0 ? problems : [...problems, untranslated(use, without)]
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

function missingValue(use: TextUse, language: string, name: string): Problem {
  const message = `The text "${use.key}" in ${language} needs a value for "${name}"`
  return { code: 'missing-text-value', severity: 'error', message, hint: `add ${name}=…`, place: use.place }
}
