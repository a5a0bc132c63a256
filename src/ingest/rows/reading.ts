import type { Instant } from '../../clock.ts'
import type { Shop } from '../../config/index.ts'
import { type MoneyReader, moneyReader } from '../cells/money.ts'
import type { CsvRecord } from '../csv/split-records.ts'
import type { Tally } from '../import-report.ts'
import type { Layout } from '../map/layout.ts'

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
