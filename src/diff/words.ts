import type { Cause, FileChange, LanguageDifference } from './difference.ts'

/** `segments/lapsed.yaml (who)`, or `another campaign on the same day: campaigns/birthday.yaml`. */
export function causeWords(causes: readonly Cause[]): string {
  const named = causes.filter(({ by }) => by !== 'competes').map(fileWords)
  const competing = causes.filter(({ by }) => by === 'competes').map(fileWords)
  if (named.length === 0 && competing.length > 0) return `what shares the day: ${competing.join(', ')}`
  return named.join(', ')
}

/** A file and what of it says something else; of texts only how many. */
export function fileWords({ file, keys }: Pick<FileChange, 'file' | 'keys'>): string {
  const named = keys.filter((key) => key !== '')
  const shown = named.length > 4 ? [`${named.length} keys`] : named
  return shown.length === 0 ? file : `${file} (${shown.join(', ')})`
}

/** Languages whose texts differ in the same way, together: a new footer is told once. */
export function alike(languages: readonly LanguageDifference[]): LanguageDifference[] {
  const diffs = [...new Set(languages.map(({ diff }) => diff))]
  return diffs.map((diff) => {
    const own = languages.filter((one) => one.diff === diff)
    const emails = own.reduce((sum, one) => sum + one.emails, 0)
    return { language: own.map(({ language }) => language).join(', '), emails, diff }
  })
}

/** A count with separators: `1,870`. */
export function number(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

/** `+468`, `-3`, `0`. */
export function signed(count: number): string {
  return count > 0 ? `+${number(count)}` : count < 0 ? `-${number(-count)}` : '0'
}
