import { languageOfTexts, type Texts, textFor } from './languages.ts'
import { specialise } from './specialise.ts'
import { findTags, replaceTags } from './tags.ts'
import type { Parts, Template } from './template.ts'
import type { Mode } from './words.ts'

/**
 * What an email says in one language before a customer's values are filled in: the template's parts with the texts of
 * the language written in. Plural forms and choices stand there as they are written. Two wordings are equal where every
 * customer gets the same email.
 */
export function wordingOf(template: Template, texts: Texts, wanted: string): Parts {
  const language = languageOfTexts(wanted, texts)
  const write = (part: keyof Parts, mode: Mode) =>
    withMessages(specialise(template.parts[part], language, texts, mode), language, texts)
  return {
    subject: write('subject', 'plain'),
    preheader: write('preheader', 'plain'),
    text: write('text', 'plain'),
    html: write('html', 'html'),
  }
}

/** The calls that are left show the message they call. */
function withMessages(source: string, language: string, texts: Texts): string {
  const tags = findTags(source).filter((tag) => tag.kind === 'output' && tag.word === 't')
  return replaceTags(source, tags, ({ raw }) => {
    const key = /^\{\{~?\s*t\s+"([^"]*)"/.exec(raw)?.[1]
    const message = key === undefined ? undefined : textFor(key, language, texts)?.message
    return message === undefined ? raw : `${raw}[${message}]`
  })
}
