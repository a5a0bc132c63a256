import { closeSync, openSync, writeSync } from 'node:fs'
import type { Rejection } from '../ingest/index.ts'

/** A CSV file of rejected rows that is written while they are found. */
export interface RejectsFile {
  write(rejection: Rejection): void
  close(): void
}

const COLUMNS = ['file', 'line', 'column', 'value', 'reason', 'kind'] as const

/** Opens the file and writes its header. */
export function openRejects(path: string): RejectsFile {
  const handle = openSync(path, 'w')
  writeSync(handle, `${COLUMNS.join(',')}\n`)
  return {
    write(rejection) {
      const cells: Readonly<Record<string, unknown>> = { ...rejection }
      writeSync(handle, `${COLUMNS.map((column) => cellOf(cells[column])).join(',')}\n`)
    },
    close: () => closeSync(handle),
  }
}

/** A cell that no spreadsheet takes for a formula (SEC-15): importing it again undoes the apostrophe. */
function cellOf(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value)
  const guarded = /^[=+\-@\t\r\0]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
