import { cleanText } from './pick.ts'

const LONGEST = 255
const UNTIDY = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]|\s\s|^\s|\s$/u

/** Text that may stand in a header: one line, no control characters or direction overrides, at most 255 characters (SEC-06). */
export function safeHeaderText(text: string): string {
  const clean = UNTIDY.test(text) ? cleanText(text).replace(/\s+/g, ' ') : text
  if (clean.length <= LONGEST) return clean
  // Cutting through a pair would leave half a character, so the cut is made between characters.
  const cut = clean.slice(0, LONGEST - 1)
  return `${cut.replace(/\p{Cs}$/u, '')}…`
}
