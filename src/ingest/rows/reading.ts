import type { Instant } from '../../clock.ts'
import type { Shop } from '../../config/index.ts'
import { instantReader } from '../cells/instant.ts'
import { type MoneyReader, moneyReader } from '../cells/money.ts'
import { isStrange, type Strange } from '../cells/strange.ts'
import type { CsvRecord } from '../csv/split-records.ts'
import type { Tally } from '../import-report.ts'
import type { Cells, Layout } from '../map/layout.ts'

/** The part of the shop file that an import asks. */
export type ImportShop = Pick<Shop, 'currency' | 'rates' | 'timeZone' | 'languages' | 'attributes' | 'events'>

/** What the readers of rows share: one file, its layout and the shop. */
export interface Reading {
  readonly file: string
  readonly layout: Layout
  readonly shop: ImportShop
  readonly now: Instant
  readonly money: MoneyReader
  readonly tally: Tally
  /** Leaves a record out; returns undefined so that a reader can end with it. */
  reject(record: CsvRecord, field: string, reason: string): undefined
  /** Leaves a cell out and keeps the record. */
  drop(record: CsvRecord, field: string, reason: string): void
}

/** The reading of one file. */
export function readingOf(file: string, layout: Layout, shop: ImportShop, now: Instant, tally: Tally): Reading {
  const told = (record: CsvRecord, field: string, reason: string) => {
    const value = layout.text(field)(record.cells)
    return { file, line: record.line, column: layout.column(field), value, reason }
  }
  return {
    file,
    layout,
    shop,
    now,
    tally,
    money: moneyReader(shop, layout.map.decimal),
    reject: (record, field, reason) => tally.reject(told(record, field, reason)) as undefined,
    drop: (record, field, reason) => tally.reject({ ...told(record, field, reason), kind: 'cell' }),
  }
}

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
