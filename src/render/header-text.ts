import { cleanText } from './pick.ts'

const LONGEST = 255

/** Text that may stand in a header: one line, no control characters or direction overrides, at most 255 characters (SEC-06). */
export function safeHeaderText(text: string): string {
  const clean = cleanText(text).replace(/\s+/g, ' ')
  if (clean.length <= LONGEST) return clean
  // Cutting through a pair would leave half a character, so the cut is made between characters.
  const cut = clean.slice(0, LONGEST - 1)
  return `${cut.replace(/\p{Cs}$/u, '')}…`
}
