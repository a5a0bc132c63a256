import { Lexer } from 'yaml'
import type { Place } from '../problem.ts'
import type { YamlEntry, YamlList, YamlMap, YamlNode } from './node.ts'

/** An entry of a map, or an item of a list. */
export type Part = YamlEntry | YamlNode

/** What stands around a part beside the part itself. An empty string among comments is a blank line. */
export interface Remarks {
  /** Comments on lines of their own above it. */
  readonly before: string[]
  /** Comments at the end of its lines. */
  readonly after: string[]
  /** Whether an empty line comes before all of it. */
  gap: 'blank line' | 'none'
}

/** The comments and blank lines of a file by what they belong to: each comment belongs to one thing. */
export interface Commentary {
  /** Comments of the file itself, which stay on top whatever comes first below them. */
  readonly header: readonly string[]
  of(part: Part): Remarks
  /** Comments after the last part of a list or map. */
  atEnd(container: YamlNode): readonly string[]
  /** True when no comment stands in a node. */
  isQuiet(node: YamlNode): boolean
}

interface Position {
  readonly line: number
  readonly column: number
}

interface Comment extends Position {
  readonly text: string
  /** Whether something else stands before it on its line. */
  readonly stands: 'alone' | 'behind'
}

type Container = YamlList | YamlMap

/** A part with its stretch of the file; `column` is where comments of its own would begin. */
interface Span {
  readonly part: Part
  readonly value: YamlNode
  readonly start: Position
  readonly end: Position
  readonly column: number
}

/** Gives every comment of a file to the part it is about. `text` has Unix line ends, `root` is what it was read to. */
export function commentaryOf(text: string, root: YamlNode): Commentary {
  const rows = text.split('\n')
  const blank = (line: number) => line >= 1 && (rows[line - 1] ?? '').trim() === ''
  const remarks = new Map<Part, Remarks>()
  const ends = new Map<YamlNode, string[]>()
  const of = (part: Part): Remarks => known(remarks, part, () => ({ before: [], after: [], gap: 'none' }))
  const marks = marksIn(root)
  const lastLine = new Map<Part | YamlNode, number>()
  for (const comment of commentsIn(text)) {
    const owner = comment.stands === 'behind' ? ownerOf(comment, marks) : undefined
    if (owner) {
      of(owner).after.push(comment.text)
      continue
    }
    const home = homeOf(comment, root, rows)
    const lines = 'part' in home ? of(home.part).before : known(ends, home.end, () => [])
    const key = 'part' in home ? home.part : home.end
    if (lines.length > 0 ? comment.line - (lastLine.get(key) ?? 0) > 1 : blank(comment.line - 1)) {
      if (lines.length > 0 || 'end' in home) lines.push('')
      else of(home.part).gap = 'blank line'
    }
    lines.push(comment.text)
    lastLine.set(key, comment.line)
  }
  for (const span of spansIn(root)) {
    const { before } = of(span.part)
    if (!blank(span.start.line - 1)) continue
    if (before.length > 0) before.push('')
    else of(span.part).gap = 'blank line'
  }
  const atEnd = (container: YamlNode) => ends.get(container) ?? []
  const isQuiet = (node: YamlNode): boolean =>
    atEnd(node).length === 0 &&
    partsOf(node).every(
      ({ part, value }) => of(part).before.length === 0 && of(part).after.length === 0 && isQuiet(value),
    )
  return { header: headerOf(root, of), of, atEnd, isQuiet }
}

/** The texts of all comments of a file. */
export function commentsOf(text: string): string[] {
  return commentsIn(text).map((comment) => comment.text)
}

/** Comments in the order of the file. A text in several lines may hold lines that only look like one. */
function commentsIn(text: string): Comment[] {
  const comments: Comment[] = []
  let [offset, line, begin, scalar] = [0, 1, 0, false]
  for (const token of new Lexer().lex(text)) {
    const marker = token === '\u0002' || token === '\u0018' || token === '\u001f'
    if (!marker) {
      if (token.startsWith('#') && !scalar) {
        const before = text.slice(begin, offset).trim()
        const stands = before === '' ? 'alone' : 'behind'
        comments.push({ text: token.trimEnd(), line, column: offset - begin + 1, stands })
      }
      for (const [index, char] of [...token].entries())
        if (char === '\n') [line, begin] = [line + 1, offset + index + 1]
      offset += token.length
    }
    scalar = token === '\u001f'
  }
  return comments
}

/** Where words of a part end. */
interface Mark {
  readonly part: Part
  readonly column: number
}

/** The parts whose words end on each line, for comments at its end. */
function marksIn(root: YamlNode): ReadonlyMap<number, readonly Mark[]> {
  const marks = new Map<number, Mark[]>()
  for (const { part, value } of spansIn(root)) {
    const words = value.kind === 'scalar' || partsOf(value).length === 0 || isFlow(value)
    for (const { line, column } of [
      ...('key' in part ? [endOf(part.keyPlace)] : []),
      ...(words ? [endOf(value.place)] : []),
    ]) {
      known(marks, line, () => []).push({ part, column })
    }
  }
  return marks
}

/** The part whose words end last before a comment on its line. */
function ownerOf(comment: Comment, marks: ReadonlyMap<number, readonly Mark[]>): Part | undefined {
  const before = (marks.get(comment.line) ?? []).filter(({ column }) => column <= comment.column)
  return before.toSorted((a, b) => a.column - b.column).at(-1)?.part
}

/** What a comment on a line of its own is about: the part that follows, or the end of the block it is indented with. */
function homeOf(comment: Comment, node: YamlNode, rows: readonly string[]): { part: Part } | { end: YamlNode } {
  const spans = partsOf(node)
  const around = spans.find((span) => isBefore(span.start, comment) && isBefore(comment, span.end))
  if (around) {
    const [first] = partsOf(around.value)
    if (!first) return { part: around.part }
    return isBefore(comment, around.value.place) ? { part: first.part } : homeOf(comment, around.value, rows)
  }
  const next = spans.find((span) => isBefore(comment, span.start))
  const column = comment.stands === 'alone' ? comment.column : 0
  if (next && (column <= next.column || isFlow(node))) return { part: next.part }
  const previous = spans.findLast((span) => !isBefore(comment, span.end))
  const deeper = previous && deepest(previous.value, column)
  if (deeper) return { end: deeper }
  return next ? { part: next.part } : { end: node }
}

/** The innermost block at the end of a node that a comment of this column is indented with. */
function deepest(node: YamlNode, column: number): Container | undefined {
  if (node.kind === 'scalar' || isFlow(node) || node.place.column > column) return undefined
  const last = partsOf(node).at(-1)
  return (last && deepest(last.value, column)) ?? node
}

/** Everything up to the last blank line above the first part, and the line that tells editors of the schema. */
function headerOf(root: YamlNode, of: (part: Part) => Remarks): string[] {
  const [first] = partsOf(root)
  if (!first) return []
  const { before } = of(first.part)
  const modeline = before[0]?.startsWith('# yaml-language-server:') ? 1 : 0
  return before.splice(0, Math.max(modeline, before.lastIndexOf('') + 1))
}

/** Asked for again with every comment. */
const spans = new WeakMap<YamlNode, readonly Span[]>()

/** The parts directly in a list or map, in the order of the file. */
function partsOf(node: YamlNode): readonly Span[] {
  if (node.kind === 'scalar') return []
  return known(spans, node, () =>
    node.kind === 'list'
      ? node.items.map((item) => spanOf(item, item, item.place, node.place.column))
      : node.entries.map((entry) => spanOf(entry, entry.value, entry.keyPlace, entry.keyPlace.column)),
  )
}

function spanOf(part: Part, value: YamlNode, start: Position, column: number): Span {
  return { part, value, start, end: lastOf(value), column }
}

function spansIn(node: YamlNode): Span[] {
  return partsOf(node).flatMap((span) => [span, ...spansIn(span.value)])
}

/** Where the words of a node end. */
function lastOf(node: YamlNode): Position {
  const last = isFlow(node) ? undefined : partsOf(node).at(-1)
  return last ? last.end : endOf(node.place)
}

function endOf({ endLine, endColumn }: Place): Position {
  return { line: endLine, column: endColumn }
}

function isFlow(node: YamlNode): boolean {
  return node.kind !== 'scalar' && node.style === 'flow'
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column)
}

function known<K, V>(map: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, make: () => V): V {
  const value = map.get(key) ?? make()
  map.set(key, value)
  return value
}
