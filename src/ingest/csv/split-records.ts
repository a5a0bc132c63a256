import type { CsvStyle } from './csv-style.ts'
import { quotedCell } from './quoted-cell.ts'

/** One record of a CSV file. `line` is the physical line on which it begins, the header's is 1. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
  /** Why the record cannot be read; `cells` then holds its first line as it stands. */
  readonly broken?: string
}

/** Cuts text that arrives in pieces into records. */
export interface RecordSplitter {
  /** The records completed by this piece. */
  push(text: string): CsvRecord[]
  /** What is left at the end of the file. */
  end(): CsvRecord[]
}

/** The longest line that is waited for (100 columns of 10 KB). */
const LONGEST_LINE = 1 << 20

/** A record found in a text: where the next begins, how many line ends it took, and what is wrong with it. */
interface Found {
  readonly cells: string[]
  readonly next: number
  readonly lines: number
  readonly broken?: string
  /** The rest of a cell whose quote never closes may follow: lines that are no records belong to it. */
  readonly leavesRest?: boolean
}

/**
 * RFC 4180 with any single-character delimiter: quotes may hold line breaks and doubled quotes, a quote inside a bare
 * cell is a letter, blank lines are no records. Where a quote never closes, its record is broken and reading goes on at
 * the next line that holds `width` cells (0: any number): one stray quote costs one record, not the rest of the file.
 */
export function splitRecords(style: CsvStyle, width = 0): RecordSplitter {
  let rest = ''
  let line = 1
  let state: 'reading' | 'mending' | 'discarding' = 'reading'

  function take(last: boolean): CsvRecord[] {
    const records: CsvRecord[] = []
    let from = 0
    if (state === 'discarding') from = discard()
    while (from < rest.length && state !== 'discarding') {
      const found = readRecord(rest, from, style, last)
      if (!found) break
      if (found === 'endless') {
        records.push({ line, cells: [rest.slice(from, from + 200)], broken: 'is a line longer than 1 MB' })
        state = 'discarding'
        from = rest.length
        break
      }
      if (isOwnRecord(found)) {
        records.push(
          found.broken === undefined
            ? { line, cells: found.cells }
            : { line, cells: found.cells, broken: found.broken },
        )
        state = found.leavesRest ? 'mending' : 'reading'
      }
      line += found.lines
      from = found.next
    }
    rest = rest.slice(from)
    return records
  }

  /** Blank lines are none; after an open quote, only what looks like a whole record is one again. */
  function isOwnRecord(found: Found): boolean {
    if (found.cells.length === 1 && found.cells[0] === '') return false
    if (state !== 'mending' || width === 0) return true
    const cells = found.broken === undefined ? found.cells.length : (found.cells[0] ?? '').split(style.delimiter).length
    return cells === width
  }

  /** The end of a line too long to keep, or all there is. */
  function discard(): number {
    const end = rest.indexOf(style.newline)
    if (end === -1) return rest.length
    state = 'reading'
    line += 1
    return end + 1
  }

  return {
    push(text) {
      rest += text
      return take(false)
    },
    end: () => take(true),
  }
}

/** The record that begins at `from`, undefined while its end has not arrived. */
function readRecord(text: string, from: number, style: CsvStyle, last: boolean): Found | 'endless' | undefined {
  const end = text.indexOf(style.newline, from)
  if (end === -1 && !last) return text.length - from > LONGEST_LINE ? 'endless' : undefined
  const row = lineAt(text, from, end)
  if (!row.includes('"'))
    return { cells: row.split(style.delimiter), next: end === -1 ? text.length : end + 1, lines: 1 }
  return readQuoted(text, from, style, last)
}

/** The line from `from` to its end at `end` (-1: the text's), without the CR of a CRLF. */
function lineAt(text: string, from: number, end: number): string {
  const to = end === -1 ? text.length : end
  return text.slice(from, text.charCodeAt(to - 1) === CR && to > from ? to - 1 : to)
}

const CR = 13

/** A record with at least one quote in its first line, read cell by cell. */
function readQuoted(text: string, from: number, style: CsvStyle, last: boolean): Found | undefined {
  const cells: string[] = []
  let lines = 1
  let at = from
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at, style, last) : bareCell(text, at, style, last)
    if (cell === 'more') return undefined
    if (cell === 'unclosed') return brokenLine(text, from, style, 'opens a quote that never closes', true)
    cells.push(cell.value)
    lines += cell.lines
    const sign = text[cell.next]
    if (sign === undefined || sign === style.newline)
      return { cells, next: Math.min(cell.next + 1, text.length), lines }
    if (sign !== style.delimiter) return brokenLine(text, from, style, 'holds text after a closing quote', lines > 1)
    at = cell.next + 1
  }
}

function bareCell(text: string, at: number, style: CsvStyle, last: boolean) {
  const end = text.indexOf(style.newline, at)
  if (end === -1 && !last) return 'more'
  const stop = end === -1 ? text.length : end
  const comma = text.indexOf(style.delimiter, at)
  if (comma !== -1 && comma < stop) return { value: text.slice(at, comma), next: comma, lines: 0 }
  return { value: lineAt(text, at, stop), next: stop, lines: 0 }
}

function brokenLine(text: string, from: number, style: CsvStyle, broken: string, leavesRest: boolean): Found {
  const end = text.indexOf(style.newline, from)
  return { cells: [lineAt(text, from, end)], next: end === -1 ? text.length : end + 1, lines: 1, broken, leavesRest }
}
