/** A template or locale file as read: its text, and where an offset of it lies. */

import type { Place } from '../problem.ts'
import { kept } from './kept.ts'

/** One file of the shop: `file` is relative to the shop's folder with `/`, `text` its whole content. */
export interface SourceFile {
  readonly file: string
  readonly text: string
}

/** The place of `text.slice(start, end)` in a file, 1-based; `end` is exclusive and may equal `start`. */
export function placeIn(source: SourceFile, start: number, end: number): Place {
  const lines = kept(lineStarts, source, () => startsOf(source.text))
  const from = lineAndColumn(lines, start)
  const to = lineAndColumn(lines, Math.max(start, end))
  return { file: source.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}

/** The offset of a position as Handlebars counts it: lines from 1, columns from 0. */
export function offsetOf(text: string, line: number, column: number): number {
  let start = 0
  for (let n = 1; n < line; n++) start = text.indexOf('\n', start) + 1
  return start + column
}

// Found once a file: a broken one may have a problem on each of a thousand lines.
const lineStarts = new WeakMap<SourceFile, readonly number[]>()

function startsOf(text: string): number[] {
  const starts = [0]
  for (let next = text.indexOf('\n'); next !== -1; next = text.indexOf('\n', next + 1)) starts.push(next + 1)
  return starts
}

function lineAndColumn(starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
}
