import { sayerOf, type Texts } from '../render/index.ts'

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
