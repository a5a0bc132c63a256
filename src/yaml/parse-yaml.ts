import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Range } from 'yaml'
import type { Checked, Place, Problem } from '../problem.ts'
import type { YamlEntry, YamlNode } from './node.ts'

/** A file larger than this is refused before it is read (SEC-11). */
const MOST_BYTES = 256 * 1024
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])
/** Deeper nesting than any rule may have; refused before recursion could hurt. */
const DEEPEST = 64

interface Reading {
  readonly file: string
  readonly lines: LineCounter
  readonly problems: Problem[]
}

/**
 * Reads one YAML 1.2 document into nodes with places. Anchors, aliases, tags, merge keys, double keys and prototype
 * keys are problems; all problems are returned at once. `file` is the path to show, relative to the shop's folder.
 */
export function parseYaml(file: string, text: string): Checked<YamlNode> {
  const reading: Reading = { file, lines: new LineCounter(), problems: [] }
  if (Buffer.byteLength(text) > MOST_BYTES) {
    return { problems: [problemAt(file, 'file-too-large', `${file} is larger than 256 KB`)] }
  }
  const nested = tooDeep(text)
  if (nested !== undefined) return { problems: [problemAt(file, 'too-deep', 'Nested too deeply to be a rule', nested)] }
  const document = parseDocument(text, { lineCounter: reading.lines, uniqueKeys: true, version: '1.2', merge: false })
  for (const error of [...document.errors, ...document.warnings]) {
    const place = placeOf(reading, [error.pos[0], error.pos[1], error.pos[1]])
    const message = error.message.split('\n')[0] as string
    reading.problems.push({
      code: 'yaml-syntax',
      severity: 'error',
      message: `This is not YAML: ${message.replace(/ at line \d+, column \d+:?$/, '')}`,
      place,
    })
  }
  const value =
    document.errors.length === 0 && document.contents ? convert(reading, document.contents as Node) : undefined
  if (document.errors.length === 0 && !document.contents) {
    reading.problems.push(problemAt(file, 'empty-file', `${file} is empty`))
  }
  return value ? { value, problems: reading.problems } : { problems: reading.problems }
}

/** A problem on line 1 of a file (or another line): for what is missing as a whole. */
export function problemAt(file: string, code: string, message: string, line = 1): Problem {
  return { code, severity: 'error', message, place: { file, line, column: 1, endLine: line, endColumn: 2 } }
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

function convert(reading: Reading, node: Node): YamlNode | undefined {
  const place = placeOf(reading, node.range)
  if (isAlias(node) || ('anchor' in node && node.anchor)) {
    reading.problems.push(refused(place, 'Anchors and aliases are not used here', 'write the lines out'))
    return undefined
  }
  if (
    node.tag?.startsWith('!') ||
    (node.tag && !/^tag:yaml.org,2002:(map|seq|str|int|float|bool|null)$/.test(node.tag))
  ) {
    reading.problems.push(refused(place, `The tag ${node.tag} is not used here`, 'remove it'))
    return undefined
  }
  if (isMap(node)) return { kind: 'map', entries: node.items.flatMap((pair) => convertPair(reading, pair)), place }
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(reading, item as Node))
    return { kind: 'list', items: items.filter((item) => item !== undefined), place }
  }
  if (!isScalar(node)) return undefined
  const value = node.value
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
  const text = typeof value === 'string' ? value : (node.source ?? '')
  return { kind: 'scalar', value: plain, text, place }
}

function convertPair(reading: Reading, pair: { key: unknown; value: unknown }): YamlEntry[] {
  const key = pair.key as Node
  const keyPlace = placeOf(reading, key.range)
  if (!isScalar(key) || key.value === null) {
    reading.problems.push(refused(keyPlace, 'A key must be a word', 'write `name: value`'))
    return []
  }
  const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
  if (FORBIDDEN_KEYS.has(name)) {
    reading.problems.push(refused(keyPlace, `"${name}" is not a key here`, 'remove it'))
    return []
  }
  const empty: YamlNode = { kind: 'scalar', value: null, text: '', place: keyPlace }
  const value = pair.value ? convert(reading, pair.value as Node) : empty
  return value ? [{ key: name, keyPlace, value }] : []
}

function refused(place: Place, message: string, hint: string): Problem {
  return { code: 'yaml-syntax', severity: 'error', message, hint, place }
}

function placeOf(reading: Reading, range: Range | [number, number, number] | null | undefined): Place {
  const [from, to] = range ?? [0, 1]
  const start = reading.lines.linePos(from)
  const end = reading.lines.linePos(Math.max(from, to))
  const line = Math.max(1, start.line)
  return {
    file: reading.file,
    line,
    column: Math.max(1, start.col),
    endLine: Math.max(line, end.line),
    endColumn: Math.max(end.line > line ? 1 : start.col + 1, end.col),
  }
}
