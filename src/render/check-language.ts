/** Does an email say the language that it is in? Screen readers speak by it, and browsers offer to translate. */

import type { Problem } from '../problem.ts'
import type { Texts } from './languages.ts'
import type { ReadSource } from './sources.ts'
import { placeIn } from './source-file.ts'

/** The problems of the `lang` of a template, in a shop of several languages. */
export function checkLanguage(files: readonly ReadSource[], { languages }: Texts): Problem[] {
  const [main] = files
  const root = main?.markup.elements.find(({ piece }) => piece.name === 'mjml')?.piece
  if (!main || !root || languages.length < 2) return []
  const lang = root.attributes.find(({ name }) => name === 'lang')
  const translated = files.some(({ reading }) => reading.texts.length > 0)
  if (lang && translated) {
    const message = 'Every email would say that it is in one language, whatever it is in'
    const hint = 'take it out: each email then names the language of its customer'
    return [{ code: 'fixed-lang', severity: 'warning', message, hint, place: placeIn(main, lang.start, lang.end) }]
  }
  if (lang || translated) return []
  const message = 'This template is written in one language and does not say which'
  const hint = `its emails would claim to be in the customer's, such as ${languages.at(-1)}`
  const place = placeIn(main, root.start, root.end)
  return [{ code: 'missing-lang', severity: 'warning', message, hint, try: `<mjml lang="${languages[0]}">`, place }]
}
