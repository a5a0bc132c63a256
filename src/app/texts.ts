import type { Place, Problem } from '../problem.ts'
import { readLocales, type Texts } from '../render/index.ts'
import type { ShopFiles, SourceFile } from './shop-files.ts'

/** The texts of `templates/locales` with their problems; `languages` is the order in which they stand in for each other. */
export function textsOf(
  files: ShopFiles,
  languages: readonly string[],
): Texts & { readonly problems: readonly Problem[] } {
  const { value = new Map(), problems } = readLocales(files.locales)
  return { locales: value, languages, problems: [...problems, ...withoutFile(files, value, languages)] }
}

/** Languages of the shop that no file of texts speaks, once there is a file. */
function withoutFile({ shop, locales }: ShopFiles, known: Texts['locales'], languages: readonly string[]): Problem[] {
  const missing = languages.filter((one) => !known.has(one) && !known.has(one.split('-')[0] ?? one))
  if (locales.length === 0) return []
  return missing.map((language) => {
    const place = placeOfWord(shop, /^languages:/m, language)
    const message = `There are no texts in ${language}`
    const hint = `write templates/locales/${language}.yaml; until then ${languages[0]} stands in`
    return { code: 'missing-language', severity: 'warning', message, hint, place }
  })
}

/** The first place of a word after a key of the shop file. */
function placeOfWord({ file, text }: SourceFile, key: RegExp, word: string): Place {
  const from = Math.max(0, text.search(key))
  const at = Math.max(from, text.indexOf(word, from))
  const line = text.slice(0, at).split('\n').length
  const column = at - text.lastIndexOf('\n', at - 1)
  return { file, line, column, endLine: line, endColumn: column + word.length }
}
