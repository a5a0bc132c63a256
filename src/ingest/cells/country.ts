import { fold } from '../../text/index.ts'
import { ALPHA_3 } from './alpha-3.ts'

/** The ISO 3166 code of a code or a name in English or one of `languages`; undefined for what is no country. */
export function readCountry(text: string, languages: readonly string[] = []): string | undefined {
  if (text.length === 2) return canonicalCode(text.toUpperCase())
  const name = plain(text)
  const known = ALIASES[name] ?? namesIn('en').get(name)
  if (known) return known
  for (const language of languages) {
    const code = namesIn(language).get(name)
    if (code) return code
  }
  return undefined
}

/** Names that shops write and CLDR does not, folded; the Channel Islands have no code of their own. */
const ALIASES: Readonly<Record<string, string>> = {
  america: 'US',
  bolivia: 'BO',
  'bosnia-herzegovina': 'BA',
  burma: 'MM',
  'cabo verde': 'CV',
  'channel islands': 'JE',
  congo: 'CG',
  'czech republic': 'CZ',
  'democratic republic of the congo': 'CD',
  eire: 'IE',
  england: 'GB',
  'great britain': 'GB',
  holland: 'NL',
  'hong kong': 'HK',
  'ivory coast': 'CI',
  korea: 'KR',
  macau: 'MO',
  macao: 'MO',
  macedonia: 'MK',
  'northern ireland': 'GB',
  palestine: 'PS',
  'republic of ireland': 'IE',
  'republic of korea': 'KR',
  rsa: 'ZA',
  'russian federation': 'RU',
  scotland: 'GB',
  'slovak republic': 'SK',
  swaziland: 'SZ',
  'the netherlands': 'NL',
  turkey: 'TR',
  uae: 'AE',
  'u.k.': 'GB',
  'u.s.': 'US',
  'u.s.a.': 'US',
  'united states of america': 'US',
  'viet nam': 'VN',
  wales: 'GB',
}

/** Codes that ICU names and ISO does not give to a country. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA'])

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const names = new Map<string, ReadonlyMap<string, string>>()

/** Folded country names of a language with their codes, made once. */
function namesIn(language: string): ReadonlyMap<string, string> {
  const known = names.get(language)
  if (known) return known
  const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
  const found = new Map<string, string>()
  for (const code of codes) {
    const name = canonicalCode(code) === code ? display.of(code) : undefined
    if (name) found.set(plain(name), code)
  }
  for (const [name, code] of Object.entries(ALPHA_3)) found.set(name, code)
  names.set(language, found)
  return found
}

/** `UK` is `GB`; undefined for a code that is no country's. */
function canonicalCode(code: string): string | undefined {
  if (!/^[A-Z]{2}$/.test(code)) return undefined
  const canonical = new Intl.Locale(`und-${code}`).region ?? code
  const named = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(canonical)
  return named && !NO_COUNTRY.has(canonical) ? canonical : undefined
}

/** A name without its article, `&` and curly apostrophe written out, so that spellings meet. */
function plain(name: string): string {
  return fold(name.trim())
    .replaceAll('&', 'and')
    .replaceAll('’', "'")
    .replace(/\bst\. /, 'saint ')
}
