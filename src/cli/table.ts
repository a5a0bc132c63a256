/** Columns of a table: `right` for numbers. The last column is not padded. */
export type Align = 'left' | 'right'

/** Rows as aligned lines, two spaces between columns and `indent` before the first. */
export function table(rows: readonly (readonly string[])[], aligns: readonly Align[] = [], indent = '  '): string[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, screenWidth(cell))
  }
  return rows.map((row) => {
    const cells = row.map((cell, i) => padded(cell, widths[i] ?? 0, aligns[i] ?? 'left'))
    return (indent + cells.join('  ')).trimEnd()
  })
}

/** A text cut to a number of columns, with … where something is missing. */
export function cutTo(text: string, columns: number): string {
  if (screenWidth(text) <= columns) return text
  let cut = ''
  for (const char of text) {
    if (screenWidth(cut + char) > columns - 1) break
    cut += char
  }
  return `${cut}…`
}

/** Columns a text takes on a screen: marks take none, wide scripts and emoji two, paint none. */
export function screenWidth(text: string): number {
  let width = 0
  for (const char of text.replaceAll(PAINT, '')) width += charWidth(char)
  return width
}

const PAINT = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g')

function charWidth(char: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(char)) return 0
  return /^[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]$/u.test(
    char,
  )
    ? 2
    : 1
}

function padded(cell: string, width: number, align: Align): string {
  const space = ' '.repeat(Math.max(0, width - screenWidth(cell)))
  return align === 'right' ? space + cell : cell + space
}
