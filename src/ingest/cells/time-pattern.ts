import { type Pieces, type WallTime, wallTimeOf } from './wall-time.ts'

/** Reads a cell as a wall time; undefined for what does not fit. */
export type WallTimeReader = (text: string) => WallTime | undefined

const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?`
const OFFSET = String.raw`\s*(?<offset>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?`

/** What is understood without a format: year first, or day first with dots. Slashes are ambiguous: `03/04/2026`. */
const KNOWN = [
  new RegExp(String.raw`^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:(?:T|\s+)${TIME}${OFFSET})?$`, 'i'),
  new RegExp(String.raw`^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})\.?(?:,?\s+${TIME})?$`),
  new RegExp(String.raw`^(?<year>\d{4})/(?<month>\d{1,2})/(?<day>\d{1,2})(?:\s+${TIME}${OFFSET})?$`, 'i'),
]

/** ISO 8601 and dotted dates with the day first. */
export const readKnownTime: WallTimeReader = (text) => {
  for (const pattern of KNOWN) {
    const pieces = pattern.exec(text)?.groups as Pieces | undefined
    if (pieces) return wallTimeOf(pieces)
  }
  return undefined
}

const LETTERS: Readonly<Record<string, string>> = {
  yyyy: String.raw`(?<year>\d{4})`,
  yy: String.raw`(?<year>\d{2})`,
  MMMM: '(?<monthName>[A-Za-z]{3,9})',
  MMM: String.raw`(?<monthName>[A-Za-z]{3,9})\.?`,
  MM: String.raw`(?<month>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  dd: String.raw`(?<day>\d{2})`,
  d: String.raw`(?<day>\d{1,2})`,
  HH: String.raw`(?<hour>\d{2})`,
  H: String.raw`(?<hour>\d{1,2})`,
  hh: String.raw`(?<hour>\d{2})`,
  h: String.raw`(?<hour>\d{1,2})`,
  mm: String.raw`(?<minute>\d{2})`,
  m: String.raw`(?<minute>\d{1,2})`,
  ss: String.raw`(?<second>\d{2})`,
  s: String.raw`(?<second>\d{1,2})`,
  SSS: String.raw`(?<fraction>\d{3})`,
  SSSSSS: String.raw`(?<fraction>\d{6})`,
  a: '(?<half>[AaPp][Mm])',
  XXX: String.raw`(?<offset>Z|[+-]\d{2}:\d{2})`,
  xx: String.raw`(?<offset>Z|[+-]\d{4})`,
}

/**
 * Compiles a format such as `yyyy-MM-dd HH:mm:ss` (Unicode TR 35 letters, text in single quotes); undefined for a
 * letter that is not known, a piece that stands twice, or a format without day and month.
 */
export function compileTimeFormat(format: string): WallTimeReader | undefined {
  let source = ''
  for (const [piece] of format.matchAll(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']+/g)) {
    const letter = LETTERS[piece]
    if (letter === undefined && /^[A-Za-z]/.test(piece)) return undefined
    source += letter ?? literal(piece)
  }
  if (!/<day>/.test(source) || !/<month(Name)?>/.test(source)) return undefined
  const pattern = compiled(source)
  if (!pattern) return undefined
  return (text) => {
    const pieces = pattern.exec(text)?.groups as Pieces | undefined
    return pieces && wallTimeOf(pieces)
  }
}

function literal(piece: string): string {
  const text = piece.startsWith("'") ? piece.slice(1, -1) || "'" : piece
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`)
}

/** A piece that stands twice is a double group name, which is no expression. */
function compiled(source: string): RegExp | undefined {
  try {
    return new RegExp(`^${source}$`)
  } catch {
    return undefined
  }
}
