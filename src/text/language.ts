import { fold } from './fold.ts'

/** A BCP 47 tag in its canonical case (`hr_HR` becomes `hr-HR`), or undefined for what names no language. */
export function languageTag(text: string): string | undefined {
  if (!/^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i.test(text)) return undefined
  try {
    const tag = Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0]
    return tag !== undefined && nameOf(tag.split('-')[0] ?? '') !== undefined ? tag : undefined
  } catch {
    return undefined
  }
}

/** Folded English names of languages with their codes of two letters, made once. */
export function languageNames(): ReadonlyMap<string, string> {
  if (names) return names
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const all = letters.flatMap((first) => letters.map((second) => first + second))
  // Old codes (`iw`) lead to another one.
  const codes = all.filter((code) => Intl.getCanonicalLocales(code)[0] === code)
  names = new Map(codes.map((code) => [fold(nameOf(code) ?? ''), code] as const))
  names.delete('')
  return names
}

let names: Map<string, string> | undefined

function nameOf(code: string): string | undefined {
  display ??= new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
  return display.of(code)
}

let display: Intl.DisplayNames | undefined
