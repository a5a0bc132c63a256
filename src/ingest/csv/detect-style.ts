import type { CsvStyle } from './csv-style.ts'
import { splitRecords } from './split-records.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
/** As many records as tell how a file is parted. */
const ENOUGH = 25

/** How a file is written, seen from its first characters; `sep=;` on the first line (Excel) says it itself. */
export function detectStyle(sample: string, delimiter?: string): CsvStyle {
  const newline = sample.includes('\n') || !sample.includes('\r') ? '\n' : '\r'
  const said = delimiter ?? /^sep=(.)\r?\n/i.exec(sample)?.[1]
  if (said) return { delimiter: said, newline }
  const scored = DELIMITERS.map((sign) => ({ sign, score: score(sample, { delimiter: sign, newline }) }))
  return { delimiter: scored.reduce((best, one) => (one.score > best.score ? one : best)).sign, newline }
}

/** Columns of the header times the share of records that have as many. */
function score(sample: string, style: CsvStyle): number {
  const records = splitRecords(style).push(`${sample}\n`).slice(0, ENOUGH)
  const columns = records[0]?.cells.length ?? 0
  // The last record may be cut by the end of the sample.
  const whole = records.length > 2 ? records.slice(0, -1) : records
  const even = whole.filter((record) => record.cells.length === columns).length
  return columns < 2 ? 0 : columns * (even / whole.length)
}
