import type { Language } from './languages.ts'
import type { WordList } from './say.ts'

/** One list of the words of several, which share no key: for a screen with more to say than fits one file. */
export function joinWords<A extends string, B extends string, C extends string>(
  a: WordList<A>,
  b: WordList<B>,
  c: WordList<C>,
): WordList<A | B | C> {
  const all = (language: Language) => ({ ...a[language], ...b[language], ...c[language] })
  return { en: all('en'), hr: all('hr'), sl: all('sl'), cs: all('cs'), lv: all('lv') }
}
