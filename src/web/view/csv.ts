import type { Context } from 'hono'
import { fileAnswer } from './file-answer.ts'

/** What a cell may hold. */
type Cell = string | number | null | undefined

/** Answers with a CSV file of these rows under a header. A text that a spreadsheet would take for a formula gets a `'`. */
export function csvAnswer(
  context: Context,
  file: string,
  header: readonly string[],
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
): Response {
  return fileAnswer(context, file, 'text/csv', lines(header, rows))
}

async function* lines(
  header: readonly string[],
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
): AsyncGenerator<string> {
  yield line(header)
  for await (const row of rows) yield line(row)
}

function line(row: readonly Cell[]): string {
  return `${row.map(cell).join(',')}\r\n`
}

function cell(value: Cell): string {
  const plain = String(value ?? '')
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
