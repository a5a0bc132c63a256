/** Fills ICU messages: only those with plurals, choices and formats need their library. */

import { IntlMessageFormat } from 'intl-messageformat'

/** What says a text with its values, in the plural forms and formats of a language. It is parsed when first used. */
export function sayerOf(
  message: string,
  language: string,
): (values: Readonly<Record<string, string | number>>) => string {
  let format: IntlMessageFormat | undefined
  return (values) => {
    if (!/['{}]/.test(message)) return message
    format ??= formatOf(message, language)
    return String(format.format(values))
  }
}

/** A message as ICU reads it; throws where it cannot. */
export function formatOf(message: string, language: string): IntlMessageFormat {
  return new IntlMessageFormat(message, language, undefined, { ignoreTag: true })
}
