import type { Instant } from '../../clock.ts'
import { fold } from '../../text/index.ts'
import { instantReader } from '../cells/instant.ts'
import { remembered } from '../cells/remembered.ts'
import { isStrange, type Strange } from '../cells/strange.ts'
import type { CsvRecord } from '../csv/split-records.ts'
import type { Cells } from '../map/layout.ts'
import type { Reading } from './reading.ts'

/** A field of a record: null where the cell is empty, strange where it cannot be read. */
export type CellReader<T> = (cells: Cells) => T | null | Strange

/** Reads a field by `read`; always null where the file has no such column. */
export function cellReader<T>(reading: Reading, field: string, read: (text: string) => T | Strange): CellReader<T> {
  if (!reading.layout.has(field)) return () => null
  const text = reading.layout.text(field)
  // Neighbours say the same: the lines of an order share its id, its customer and its time.
  let last = ''
  let answer: T | Strange | null = null
  return (cells) => {
    const cell = text(cells)
    if (cell === last) return answer
    answer = cell === '' ? null : read(cell)
    last = cell
    return answer
  }
}

/** Reads a field of plain text. */
export function textCell(reading: Reading, field: string): (cells: Cells) => string | null {
  const text = reading.layout.text(field)
  return (cells) => text(cells) || null
}

/** Reads a field of plain text with its folded form; the same few names come again and again. */
export function foldedText(
  reading: Reading,
  field: string,
  folding: (text: string) => string = fold,
): (cells: Cells) => readonly [string | null, string | null] {
  if (!reading.layout.has(field)) return () => NO_TEXT
  const text = textCell(reading, field)
  const folded = remembered((cell) => [cell, folding(cell)] as const)
  return (cells) => {
    const cell = text(cells)
    return cell === null ? NO_TEXT : folded(cell)
  }
}

const NO_TEXT = [null, null] as const

/** Reads a field of instants in its own format and zone. */
export function instantCell(reading: Reading, field: string): CellReader<Instant> {
  const spec = reading.layout.spec(field)
  const zone = spec?.timeZone ?? reading.layout.map.timeZone ?? reading.shop.timeZone
  return cellReader(reading, field, instantReader(zone, spec?.format))
}

/** Reads a cell of a record that is kept whatever stands in it: a strange cell is dropped and told. */
export function lenient<T>(reading: Reading, field: string, read: CellReader<T>): (record: CsvRecord) => T | null {
  return (record) => {
    const value = read(record.cells)
    if (!isStrange(value)) return value
    reading.drop(record, field, value.strange)
    return null
  }
}
