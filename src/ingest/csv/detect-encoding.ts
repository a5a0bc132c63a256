import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

/** What a byte order mark says: the encoding and how many bytes it takes. */
interface Mark {
  readonly encoding: string
  readonly bytes: number
}

/** The encoding that the first bytes of a file tell: by its mark, or by the zeros of UTF-16; else undefined. */
export function markedEncoding(bytes: Buffer): Mark | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', bytes: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', bytes: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', bytes: 2 }
  const sample = bytes.subarray(0, 400)
  const zeros = (parity: number) => sample.filter((byte, i) => byte === 0 && i % 2 === parity).length
  // A header is ASCII for the most part: every second byte of it is zero in UTF-16.
  if (zeros(1) > sample.length / 3) return { encoding: 'utf-16le', bytes: 0 }
  if (zeros(0) > sample.length / 3) return { encoding: 'utf-16be', bytes: 0 }
  return undefined
}

/**
 * The encoding of bytes beyond ASCII: UTF-8 where they are valid UTF-8 (a character cut at the end allowed), else the
 * Windows code page whose letters fit best. `languages` (the shop's) settle what the letters leave open.
 */
export function guessEncoding(bytes: Buffer, languages: readonly string[]): string {
  if (isUtf8(withoutCutTail(bytes))) return 'utf-8'
  const scored = CODE_PAGES.map((page) => ({ name: page.name, score: score(bytes, page, languages) }))
  return scored.reduce((best, page) => (page.score > best.score ? page : best)).name
}

interface CodePage {
  readonly name: string
  /** Lower-case letters that its languages use all the time, and those that only some use now and then. */
  readonly letters: string
  readonly rare: string
  readonly languages: readonly string[]
}

/** Western first: it wins where nothing speaks for another. */
const CODE_PAGES: readonly CodePage[] = [
  {
    name: 'windows-1252',
    letters: 'äöüßéèêëàâáãåæçñïîìíôóòõøûúùœ',
    rare: 'ýþðÿšž',
    languages: ['en', 'de', 'fr', 'it', 'es', 'pt', 'nl', 'da', 'sv', 'nb', 'nn', 'no', 'fi', 'is'],
  },
  {
    name: 'windows-1250',
    letters: 'čćžšđřěůňťďľąęłńśźżőűáéíóúýöü',
    rare: 'ĺŕţşăâîäôëçß',
    languages: ['hr', 'sl', 'bs', 'cs', 'sk', 'pl', 'hu', 'ro', 'sq'],
  },
  { name: 'windows-1257', letters: 'āčēģīķļņšūžėęįųąõäöü', rare: 'éóńśźżł', languages: ['lv', 'lt', 'et'] },
]

/** Letters that fit count for a page, signs and foreign letters against it, most of all inside a word. */
function score(bytes: Buffer, page: CodePage, languages: readonly string[]): number {
  const text = iconv.decode(bytes, page.name)
  const letters = new Set(page.letters)
  const rare = new Set(page.rare)
  let total = 0
  let beyond = 0
  for (const [found] of text.matchAll(/.?[^\0-\u007f]/gu)) {
    const [before = '', letter = ''] = found.length > 1 ? [found[0], found.slice(1)] : ['', found]
    beyond++
    if (!/\p{L}/u.test(letter)) total -= /\p{L}/u.test(before) ? 3 : 0
    else if (rare.has(letter.toLowerCase())) continue
    else if (!letters.has(letter.toLowerCase())) total -= 2
    // A capital in the middle of a word of small letters is a sign of the wrong page.
    else total += /\p{Ll}/u.test(before) && /\p{Lu}/u.test(letter) ? -2 : 1
  }
  const own = languages.some((language) => page.languages.includes(language.split('-')[0] ?? ''))
  return total + (own ? beyond * 0.15 : 0)
}

/** Up to three bytes less where the last character is not complete. */
function withoutCutTail(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back)
    if (byte < 0x80) return bytes
  }
  return bytes
}
