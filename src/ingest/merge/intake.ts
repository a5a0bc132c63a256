import type { CsvRecord } from '../csv/split-records.ts'

/** Takes in the records of one file: `add` reads and stages each, `merge` brings all into the tables and counts. */
export interface Intake {
  /** `n` is the record's number in the file. Undefined where nothing has to be waited for. */
  add(record: CsvRecord, n: number): Promise<void> | undefined
  merge(): Promise<void>
}
