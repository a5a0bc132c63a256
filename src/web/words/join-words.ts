import type { Language } from './languages.ts'
import type { WordList } from './say.ts'

/** One list of the words of several, which share no key: for a screen with more to say than fits one file. */
export function joinWords<Lists extends readonly WordList<string>[]>(
  ...lists: Lists
): WordList<WordsOf<Lists[number]>> {
  const all = (language: Language) =>
    Object.fromEntries(lists.flatMap((list) => Object.entries(list[language]))) as Record<
      WordsOf<Lists[number]>,
      string
    >
  return { en: all('en'), hr: all('hr'), sl: all('sl'), cs: all('cs'), lv: all('lv') }
}

type WordsOf<List> = List extends { readonly en: infer Words } ? keyof Words & string : never
