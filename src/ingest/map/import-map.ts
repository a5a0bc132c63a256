import type { DecimalMark } from '../cells/decimal.ts'
import type { WallTimeReader } from '../cells/time-pattern.ts'

/** How a file differs from the generic one: made from a map file, or by a source format. */
export interface ImportMap {
  /** Field to the column that holds it. */
  readonly columns: Readonly<Record<string, ColumnSpec>>
  /** Fields that no column holds, the same for every record. */
  readonly constants?: Readonly<Record<string, string>>
  /** ISO 4217 code of all amounts without a currency column. */
  readonly currency?: string
  readonly delimiter?: string
  readonly encoding?: string
  /** Zone of times without an offset. */
  readonly timeZone?: string
  readonly decimal?: DecimalMark
  /** The file's word (lower case) to the status it means. */
  readonly status?: Readonly<Record<string, string>>
  /** A record for which one of these holds is skipped. */
  readonly skipWhen?: readonly SkipRule[]
  /** The map's own file, for messages. */
  readonly file?: string
}

/** Where a field stands and how it is written there. */
export interface ColumnSpec {
  readonly column: string
  readonly format?: WallTimeReader
  readonly timeZone?: string
  /** Turns the cell into what the generic column would hold; empty means nothing. */
  readonly read?: (cell: string) => string
}

/** True for the records to leave out; all tests of one rule must hold. */
export interface SkipRule {
  readonly column: string
  readonly tests: readonly ((cell: string) => boolean)[]
}
