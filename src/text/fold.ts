/**
 * Text as rules compare it: Unicode NFC, then simple case folding (CaseFolding.txt, status C and S), so that every
 * database and every machine agrees. Accents count; no letter ever becomes two.
 */
export function fold(text: string): string {
  // Plain ASCII is nine tenths of all cells.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase()
  let folded = ''
  for (const letter of text.normalize('NFC')) folded += foldedLetter(letter)
  return folded
}

/**
 * Upper, then lower case of one code point, where both stay one code point: by way of upper case, because `ς` and `σ`
 * or `ſ` and `s` only meet there. Dotted and dotless i keep apart, as in CaseFolding.txt outside Turkic text, and
 * Cherokee folds to its upper case.
 */
function foldedLetter(letter: string): string {
  const code = letter.codePointAt(0) as number
  if (code < 0x80) return letter.toLowerCase()
  if (code === DOTTED_I || code === DOTLESS_I) return letter
  if (isCherokee(code)) return letter.toUpperCase()
  const upper = single(letter.toUpperCase()) ?? letter
  return single(upper.toLowerCase()) ?? upper
}

const DOTTED_I = 0x130
const DOTLESS_I = 0x131

function isCherokee(code: number): boolean {
  return (code >= 0x13a0 && code <= 0x13ff) || (code >= 0xab70 && code <= 0xabbf)
}

function single(text: string): string | undefined {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) as number) > 0xffff) ? text : undefined
}
