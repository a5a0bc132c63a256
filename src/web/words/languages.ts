/** The languages of the web view, in the order in which they are offered. */
export const languages = ['en', 'hr', 'sl', 'cs', 'lv'] as const
export type Language = (typeof languages)[number]

/** What each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  hr: 'Hrvatski',
  sl: 'Slovenščina',
  cs: 'Čeština',
  lv: 'Latviešu',
}

/** The tag by which numbers and dates are written: days before months in English too. */
export function localeOf(language: Language): string {
  return language === 'en' ? 'en-GB' : language
}

/** The first language that a list of tags asks for, most wanted first (`hr-HR,en;q=0.8`); undefined: none of ours. */
export function languageIn(accepted: string | undefined): Language | undefined {
  const wanted = (accepted ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
      const weight = /q=([\d.]+)/.exec(rest.join(';'))?.[1]
      return { tag: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
    })
    .sort((a, b) => b.weight - a.weight)
  for (const { tag } of wanted) {
    const known = languages.find((language) => language === tag)
    if (known) return known
  }
  return undefined
}
