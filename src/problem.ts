/** What to tell a person about their files or rows, and where. Problems are collected and returned, never thrown. */

/** A stretch of a file: 1-based lines and columns; `endColumn` is the column after the last character. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** One thing that is wrong: a word code, one sentence, and if possible a hint and the text to paste (`try`). */
export interface Problem {
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly hint?: string
  readonly try?: string
  readonly place?: Place
}

/** A value together with the problems found while reading it; `value` is absent where it could not be made. */
export interface Checked<T> {
  readonly value?: T
  readonly problems: readonly Problem[]
}

/** True when at least one problem is an error. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error')
}

/**
 * A problem as text for a terminal: headline with place, the line before and the line itself with carets under the
 * place, then `try`. `source` is the whole text of the file, without it the frame is left out. `width` is in columns.
 */
export function showProblem(problem: Problem, source?: string, width = 100): string {
  const { place } = problem
  const headline = `${problem.severity.padEnd(7)}${problem.message}`
  if (!place) return withFooter([headline, ...(problem.hint ? [`  hint  ${problem.hint}`] : [])], problem)
  const where = `${place.file}:${place.line}:${place.column}`
  const gap = Math.max(2, width - headline.length - where.length)
  const lines = [headline + ' '.repeat(gap) + where]
  if (source !== undefined) lines.push(...frame(problem, place, source, width))
  else if (problem.hint) lines.push(`  hint  ${problem.hint}`)
  return withFooter(lines, problem)
}

function withFooter(lines: string[], problem: Problem): string {
  if (problem.try !== undefined) {
    const [first = '', ...rest] = problem.try.split('\n')
    lines.push(`  try   ${first}`, ...rest.map((line) => `        ${line}`))
  }
  return lines.join('\n')
}

function frame(problem: Problem, place: Place, source: string, width: number): string[] {
  const all = source.split(/\r\n|\n|\r/)
  const numbers = String(place.line).length
  const room = Math.max(20, width - numbers - 6)
  const shift = Math.max(0, place.column - 1 - Math.floor(room / 2))
  const from = all[place.line - 1] !== undefined && (all[place.line - 1] as string).length > room ? shift : 0
  const row = (n: number) =>
    `  ${String(n).padStart(numbers)} │ ${cut((all[n - 1] ?? '').replaceAll('\t', ' '), from, room)}`
  const shown = place.line > 1 ? [row(place.line - 1), row(place.line)] : [row(place.line)]
  const line = all[place.line - 1] ?? ''
  const end = place.endLine === place.line ? place.endColumn : line.length + 1
  const carets = '^'.repeat(Math.max(1, Math.min(end - place.column, room - (place.column - 1 - from))))
  const indent = ' '.repeat(Math.max(0, place.column - 1 - from + (from > 0 ? 1 : 0)))
  shown.push(`  ${' '.repeat(numbers)} │ ${indent}${carets}${problem.hint ? ` ${problem.hint}` : ''}`)
  return shown
}

function cut(line: string, from: number, room: number): string {
  if (from === 0 && line.length <= room) return line
  const part = line.slice(from, from + room)
  return `${from > 0 ? '…' : ''}${part}${from + room < line.length ? '…' : ''}`
}
