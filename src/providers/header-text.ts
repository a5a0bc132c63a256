/**
 * Text that may stand in a header: one line, without control characters and without the characters that turn the
 * direction of what follows (SEC-06, SEC-07); at most `longest` characters.
 */
export function headerText(text: string, longest = 255): string {
  const line = text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .trim()
  const characters = [...line]
  return characters.length <= longest ? line : characters.slice(0, longest).join('')
}
