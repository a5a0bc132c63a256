import { fold } from '../../text/index.ts'
import { didYouMean } from '../../yaml/index.ts'
import { textKind } from './text.ts'

/** ISO 3166 codes; English names are taken too, and written as codes. */
export const countryKind = textKind({
  name: 'country',
  doc: 'An ISO 3166 code or an English name, or a list of them.',
  examples: ['HR', '[HR, BA, SI]', 'Croatia', 'set', 'not set'],
  pattern: '^(?:[A-Z]{2}|set|not set|[A-Z][\\s\\S]*)$',
  parts: 'words',
  read: (text) => {
    const code = countryCode(text)
    if (code) return { text: fold(code), shown: code }
    const near = didYouMean(text, [...countries().keys()])
    const right = near === undefined ? undefined : countries().get(near)
    const hint = right ? `did you mean ${right}?` : 'write its ISO 3166 code, such as HR'
    return { slip: 'unknown-country', message: `"${text}" is no country`, hint, ...(right ? { phrase: right } : {}) }
  },
})

const ALIASES: Readonly<Record<string, string>> = {
  'great britain': 'GB',
  'united states of america': 'US',
  usa: 'US',
  'czech republic': 'CZ',
  holland: 'NL',
  'the netherlands': 'NL',
  turkey: 'TR',
  uk: 'GB',
}

function countryCode(text: string): string | undefined {
  if (/^[a-z]{2}$/i.test(text)) {
    const code = new Intl.Locale(`und-${text}`).region ?? text.toUpperCase()
    return nameOf(code) === undefined ? undefined : code
  }
  return countries().get(fold(text))
}

let names: Map<string, string> | undefined

/** Folded English names with their codes, made once. */
function countries(): ReadonlyMap<string, string> {
  if (names) return names
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  names = new Map()
  for (const code of codes) {
    const name = nameOf(code)
    if (name) names.set(fold(name).replaceAll('&', 'and'), code)
  }
  for (const [name, code] of Object.entries(ALIASES)) names.set(name, code)
  return names
}

/** The English name of a country, undefined for what is none. */
function nameOf(code: string): string | undefined {
  if (NO_COUNTRY.has(code) || !canonical(code)) return undefined
  display ??= new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  return display.of(code)
}

let display: Intl.DisplayNames | undefined

/** Codes that ICU names and ISO gives to no country. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA'])

/** Old codes (`YU`, `UK`) lead to another one. */
function canonical(code: string): boolean {
  return new Intl.Locale(`und-${code}`).region === code
}
