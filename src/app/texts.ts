import type { Place, Problem } from '../problem.ts'
import { readLocales, sayerOf, type Texts } from '../render/index.ts'
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

type Text = Texts['locales'] extends ReadonlyMap<string, ReadonlyMap<string, infer One>> ? One : never

/** Texts as they cross to another thread: functions cannot. */
export interface PlainTexts {
  readonly languages: readonly string[]
  readonly locales: ReadonlyMap<string, ReadonlyMap<string, Omit<Text, 'say'>>>
}

/** The texts without what fills them. */
export function plainTexts({ locales, languages }: Texts): PlainTexts {
  const plain = mapTexts(locales, ({ say: _say, ...text }: Text) => text)
  return { languages, locales: plain }
}

/** The texts with what fills them, after they have crossed. */
export function revivedTexts({ locales, languages }: PlainTexts): Texts {
  const revived = (text: Omit<Text, 'say'>, language: string): Text => {
    return { ...text, say: sayerOf(text.message, language) }
  }
  return { languages, locales: mapTexts(locales, revived) }
}

function mapTexts<A, B>(
  locales: ReadonlyMap<string, ReadonlyMap<string, A>>,
  change: (text: A, language: string) => B,
): ReadonlyMap<string, ReadonlyMap<string, B>> {
  const changed = ([language, texts]: readonly [string, ReadonlyMap<string, A>]) => {
    const own = [...texts].map(([key, text]) => [key, change(text, language)] as const)
    return [language, new Map(own)] as const
  }
  return new Map([...locales].map(changed))
}
