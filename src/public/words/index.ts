import { cs } from './cs.ts'
import { en } from './en.ts'
import { hr } from './hr.ts'
import { lv } from './lv.ts'
import type { PageWords } from './page-words.ts'
import { sl } from './sl.ts'

export type { PageWords } from './page-words.ts'

/** The languages of the public pages. */
const languages: Readonly<Record<string, PageWords>> = { en, hr, sl, cs, lv }

/** The words for a language tag (`hr`, `en-GB`) and the tag they are in; the first of `fallback` that is known, else English. */
export function wordsFor(
  tag: string | null,
  fallback: readonly string[],
): { readonly language: string; readonly words: PageWords } {
  for (const wanted of [...(tag === null ? [] : [tag]), ...fallback]) {
    const language = wanted.toLowerCase().split('-')[0] ?? ''
    const words = languages[language]
    if (words) return { language, words }
  }
  return { language: 'en', words: en }
}

/** A text with its values set in. */
export function said(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
