import { IntlMessageFormat } from 'intl-messageformat'
import { type Language, localeOf } from './languages.ts'

/** The texts of a screen by key, in every language: ICU messages, plurals by `{n, plural, …}`. */
export type WordList<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>

/** Says a text with its values. */
export type Say<Key extends string> = (key: Key, values?: Readonly<Record<string, string | number>>) => string

/** The texts of a list in one language. A text is read once, when it is first said. */
export function sayIn<Key extends string>(list: WordList<Key>, language: Language): Say<Key> {
  return (key, values = {}) => {
    const text = list[language][key]
    return text.includes('{') ? oneDot(String(read(text, language).format(values)), values) : text
  }
}

/** A sentence that ends in a value with a dot of its own, such as `22. stu 2026.`, ends in one dot. */
function oneDot(said: string, values: Readonly<Record<string, string | number>>): string {
  const dotted = Object.values(values).filter((value) => typeof value === 'string' && /[\p{L}\d]\.$/u.test(value))
  return dotted.reduce<string>((text, value) => text.replaceAll(`${value}.`, String(value)), said)
}

const formats = new Map<string, IntlMessageFormat>()

function read(text: string, language: Language): IntlMessageFormat {
  const key = `${language} ${text}`
  const known = formats.get(key)
  if (known) return known
  const format = new IntlMessageFormat(text, localeOf(language), undefined, { ignoreTag: true })
  formats.set(key, format)
  return format
}
