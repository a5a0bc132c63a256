/** A template or locale file as read: its text, and where an offset of it lies. */

import type { Place } from '../problem.ts'

/** One file of the shop: `file` is relative to the shop's folder with `/`, `text` its whole content. */
export interface SourceFile {
  readonly file: string
  readonly text: string
}

/** The place of `text.slice(start, end)` in a file, 1-based; `end` is exclusive and may equal `start`. */
export function placeIn(source: SourceFile, start: number, end: number): Place {
  const from = lineAndColumn(source.text, start)
  const to = lineAndColumn(source.text, Math.max(start, end))
  return { file: source.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}

/** The offset of a position as Handlebars counts it: lines from 1, columns from 0. */
export function offsetOf(text: string, line: number, column: number): number {
  let start = 0
  for (let n = 1; n < line; n++) start = text.indexOf('\n', start) + 1
  return start + column
}

function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  let line = 1
  let start = 0
  for (let next = text.indexOf('\n'); next !== -1 && next < offset; next = text.indexOf('\n', start)) {
    line++
    start = next + 1
  }
  return { line, column: offset - start + 1 }
}
