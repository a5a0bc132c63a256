/** Text as it may be stored: trimmed, NFC, without NUL and without half a character (a lone surrogate). */
export function cleanText(text: string): string {
  const trimmed = text.trim()
  if (PLAIN.test(trimmed)) return trimmed
  return trimmed.replaceAll('\0', '').replaceAll(HALF_CHARACTER, '').normalize('NFC').trim()
}

const PLAIN = /^[ -~\s]*$/
const HALF_CHARACTER = /\p{Surrogate}/gu
