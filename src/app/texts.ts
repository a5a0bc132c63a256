import type { Problem } from '../problem.ts'
import { readLocales, type Texts } from '../render/index.ts'
import type { ShopFiles } from './shop-files.ts'

/** The texts of `templates/locales` with their problems; `languages` is the order in which they stand in for each other. */
export function textsOf(
  files: ShopFiles,
  languages: readonly string[],
): Texts & { readonly problems: readonly Problem[] } {
  const { value = new Map(), problems } = readLocales(files.locales)
  return { locales: value, languages, problems }
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

/** Texts to check templates against; filled in, they would say nothing. */
export function revivedTexts({ locales, languages }: PlainTexts): Texts {
  return { languages, locales: mapTexts(locales, (text): Text => ({ ...text, say: () => '' })) }
}

function mapTexts<A, B>(locales: ReadonlyMap<string, ReadonlyMap<string, A>>, change: (text: A) => B) {
  return new Map(
    [...locales].map(([language, texts]) => [
      language,
      new Map([...texts].map(([key, text]) => [key, change(text)] as const)),
    ]),
  )
}
