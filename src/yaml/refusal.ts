import type { Problem } from '../problem.ts'

/** A file larger than this is refused before it is read (SEC-11). */
const MOST_BYTES = 256 * 1024
/** A file with more colons, dashes, brackets and lines than this is no rule, and would take long to read. */
const MOST_MARKS = 10_000
/** Deeper nesting than any rule may have; refused before recursion could hurt. */
const DEEPEST = 64

/** Why a text is not even parsed: it is too large, too dense or too deep for something that a person wrote. */
export function refusal(file: string, text: string): Problem | undefined {
  if (Buffer.byteLength(text) > MOST_BYTES) return problemAt(file, 'file-too-large', `${file} is larger than 256 KB`)
  const line = tooDeep(text)
  if (line !== undefined) return problemAt(file, 'too-deep', 'Nested too deeply to be a rule', line)
  if (!isDense(text)) return undefined
  const message = `${file} has more than ${MOST_MARKS} lines, colons and brackets`
  return problemAt(file, 'file-too-large', message)
}

/** A problem on line 1 of a file (or another line): for what is missing as a whole. */
export function problemAt(file: string, code: string, message: string, line = 1): Problem {
  return { code, severity: 'error', message, place: { file, line, column: 1, endLine: line, endColumn: 2 } }
}

function isDense(text: string): boolean {
  let marks = 0
  for (const _ of text.matchAll(/[\n\r\t:,[\]{}*&!?#|>"'-]/g)) if (++marks > MOST_MARKS) return true
  return false
}

/** The line on which flow or block nesting passes any sensible depth, so that the parser's recursion stays shallow. */
function tooDeep(text: string): number | undefined {
  let depth = 0
  let line = 1
  for (const char of text) {
    if (char === '\n') line++
    else if (char === '[' || char === '{') depth++
    else if (char === ']' || char === '}') depth = Math.max(0, depth - 1)
    if (depth > DEEPEST) return line
  }
  const rows = text.split('\n')
  const row = rows.findIndex((content) => indentOf(content) > DEEPEST * 4 || /^\s*(?:- ){65}/.test(content))
  return row === -1 ? undefined : row + 1
}

function indentOf(row: string): number {
  return row.trim() === '' ? 0 : row.length - row.trimStart().length
}
