import type { CsvStyle } from './csv-style.ts'

/** The most characters of a cell (SEC-14). */
export const MOST_CHARACTERS = 10 * 1024

/** A cell as read: `next` is the place after it, `lines` the line ends inside. */
export interface Cell {
  readonly value: string
  readonly next: number
  readonly lines: number
}

/**
 * The cell in quotes at `at`, `more` while its end has not arrived. A quote that runs over lines for more than 10 KB
 * counts as never closed: no cell may be that long.
 */
export function quotedCell(text: string, at: number, style: CsvStyle, last: boolean): Cell | 'more' | 'unclosed' {
  const quote = closingQuote(text, at + 1)
  const known = quote === -1 ? text.length : quote
  if (known - at > MOST_CHARACTERS && text.slice(at, known).includes(style.newline)) return 'unclosed'
  if (quote === -1) return last ? 'unclosed' : 'more'
  // The quote may be the first of two, or a CR the first half of a line end.
  if (quote + 2 >= text.length && !last) return 'more'
  const raw = text.slice(at + 1, quote)
  const value = raw.includes('"') ? raw.replaceAll('""', '"') : raw
  const crlf = text[quote + 1] === '\r' && style.newline === '\n'
  return { value, next: quote + (crlf ? 2 : 1), lines: count(raw, style.newline) }
}

/** The first quote from `from` on that is not doubled. */
function closingQuote(text: string, from: number): number {
  let quote = text.indexOf('"', from)
  while (quote !== -1 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2)
  return quote
}

function count(text: string, sign: string): number {
  let found = 0
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) found++
  return found
}
