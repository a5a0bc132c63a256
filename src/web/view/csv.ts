import type { Context } from 'hono'

/** Answers with a CSV file of these rows under a header. A cell that a spreadsheet would take for a formula is quoted by `'`. */
export function csvAnswer(
  context: Context,
  file: string,
  header: readonly string[],
  rows: Iterable<readonly (string | number | null | undefined)[]>,
): Response {
  const lines = [header, ...rows].map((row) => row.map(cell).join(','))
  return context.body(`${lines.join('\r\n')}\r\n`, 200, {
    'Content-Type': 'text/csv; charset=UTF-8',
    'Content-Disposition': `attachment; filename="${file.replaceAll(/[^\w.-]/g, '-')}"`,
  })
}

function cell(value: string | number | null | undefined): string {
  const plain = String(value ?? '')
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
