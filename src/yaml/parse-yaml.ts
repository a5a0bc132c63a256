import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Range } from 'yaml'
import type { Checked, Place, Problem } from '../problem.ts'
import type { YamlEntry, YamlNode } from './node.ts'
import { problemAt, refusal } from './refusal.ts'
import { syntaxProblem } from './syntax-problem.ts'

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])
/** Beyond so many nodes aliases are no longer written out: they could stand for billions. */
const MOST_NODES = 20_000

interface Reading {
  readonly file: string
  readonly text: string
  readonly lines: LineCounter
  readonly problems: Problem[]
  /** Nodes that others refer to, by their name, and those names that a problem has told. */
  readonly anchors: Map<string, Node>
  readonly told: Set<string>
  /** Nodes that are being read: one that refers to itself has no end. */
  readonly open: Set<Node>
  nodes: number
}

/**
 * Reads one YAML 1.2 document into nodes with places. Anchors, aliases, tags, merge keys, double keys and prototype
 * keys are problems, and read as far as they make sense, so that one mistake is one problem; all problems are returned
 * at once. `file` is the path to show, relative to the shop's folder.
 */
export function parseYaml(file: string, text: string): Checked<YamlNode> {
  const reading = newReading(file, text)
  const refused = refusal(file, text)
  if (refused) return { problems: [refused] }
  const options = { uniqueKeys: false, prettyErrors: false, version: '1.2', merge: false } as const
  const document = parseDocument(text, { ...options, lineCounter: reading.lines })
  const remarks = document.warnings.filter(({ code }) => code !== 'TAG_RESOLVE_FAILED')
  const [first] = [...document.errors, ...remarks]
  // What comes after the first mistake of syntax is mostly its echo.
  if (first) reading.problems.push(syntaxProblem(first, placeOf(reading, [first.pos[0], first.pos[1], first.pos[1]])))
  const value =
    document.errors.length === 0 && document.contents ? convert(reading, document.contents as Node) : undefined
  if (document.errors.length === 0 && !document.contents) {
    reading.problems.push(problemAt(file, 'empty-file', `${file} is empty`))
  }
  for (const [name, node] of reading.anchors) tellAnchor(reading, name, placeOf(reading, node.range))
  return value ? { value, problems: reading.problems } : { problems: reading.problems }
}

function newReading(file: string, text: string): Reading {
  const names = { anchors: new Map<string, Node>(), told: new Set<string>(), open: new Set<Node>() }
  return { file, text, lines: new LineCounter(), problems: [], ...names, nodes: 0 }
}

function convert(reading: Reading, node: Node): YamlNode | undefined {
  const place = placeOf(reading, node.range)
  reading.nodes++
  if (isAlias(node)) return writtenOut(reading, node.source, place)
  if ('anchor' in node && node.anchor) reading.anchors.set(node.anchor, node)
  if (
    node.tag?.startsWith('!') ||
    (node.tag && !/^tag:yaml.org,2002:(map|seq|str|int|float|bool|null)$/.test(node.tag))
  ) {
    reading.problems.push(unwanted(place, `The tag ${node.tag} is not used here`, 'remove it'))
    return undefined
  }
  const style = 'flow' in node && node.flow ? ({ style: 'flow' } as const) : {}
  if (isMap(node)) return { kind: 'map', entries: convertPairs(reading, node.items), place, ...style }
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(reading, item as Node))
    return { kind: 'list', items: items.filter((item) => item !== undefined), place, ...style }
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
    reading.problems.push(unwanted(keyPlace, 'A key must be a word', 'write `name: value`'))
    return []
  }
  const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
  if (FORBIDDEN_KEYS.has(name)) {
    reading.problems.push(unwanted(keyPlace, `"${name}" is not a key here`, 'remove it'))
    return []
  }
  const empty: YamlNode = { kind: 'scalar', value: null, text: '', place: keyPlace }
  const value = pair.value ? convert(reading, pair.value as Node) : empty
  if (name === '<<' && value?.kind === 'map') return [...value.entries]
  return value ? [{ key: name, keyPlace, value }] : []
}

/** What an alias stands for, so that the rest of the file is read as it is meant. */
function writtenOut(reading: Reading, name: string, place: Place): YamlNode | undefined {
  tellAnchor(reading, name, place)
  const node = reading.anchors.get(name)
  if (!node || reading.open.has(node) || reading.nodes > MOST_NODES) return undefined
  reading.open.add(node)
  const value = convert(reading, node)
  reading.open.delete(node)
  return value
}

/** Once a name: where it is used, else where it is given. */
function tellAnchor(reading: Reading, name: string, place: Place): void {
  if (!reading.told.has(name)) {
    reading.problems.push(unwanted(place, 'Anchors and aliases are not used here', 'write the lines out'))
  }
  reading.told.add(name)
}

/** The entries of a map; of two with one key the first counts. */
function convertPairs(reading: Reading, pairs: readonly { key: unknown; value: unknown }[]): YamlEntry[] {
  const entries = new Map<string, YamlEntry>()
  for (const entry of pairs.flatMap((pair) => convertPair(reading, pair))) {
    if (!entries.has(entry.key)) entries.set(entry.key, entry)
    else reading.problems.push(doubleKey(entry))
  }
  return [...entries.values()]
}

function doubleKey({ key, keyPlace: place }: YamlEntry): Problem {
  const hint = 'put both together, or take one out'
  return { code: 'double-key', severity: 'error', message: `"${key}" stands here twice`, hint, place }
}

function unwanted(place: Place, message: string, hint: string): Problem {
  return { code: 'yaml-syntax', severity: 'error', message, hint, place }
}

function placeOf(reading: Reading, range: Range | [number, number, number] | null | undefined): Place {
  const [from, to] = range ?? [0, 1]
  const start = reading.lines.linePos(from)
  const end = reading.lines.linePos(lastOf(reading.text, from, to))
  const line = Math.max(1, start.line)
  return {
    file: reading.file,
    line,
    column: Math.max(1, start.col),
    endLine: Math.max(line, end.line),
    endColumn: Math.max(end.line > line ? 1 : start.col + 1, end.col),
  }
}

/** A block ends with its last letter, not with the line break after it. */
function lastOf(text: string, from: number, to: number): number {
  let end = Math.max(from, to)
  while (end > from && /\s/.test(text.charAt(end - 1))) end--
  return end
}
