import type { Checked } from '../problem.ts'
import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from './node.ts'
import { parseYaml } from './parse-yaml.ts'
import { type Commentary, commentaryOf, type Part } from './remarks.ts'
import { type MapShape, type Shape, shapeFor } from './shape.ts'
import { writeKey, writeLines, writeScalar } from './write-scalar.ts'

const WIDTH = 120

/**
 * The one text of a file: keys in the order of its shape, canonical phrases, as few quotes as can be, at most 120
 * columns where words allow it, with every comment. Laying out a text twice changes nothing more.
 */
export function layOut(file: string, text: string, shape: Shape): Checked<string> {
  const unix = text.replaceAll('\r\n', '\n')
  const { value, problems } = parseYaml(file, unix)
  if (!value || problems.length > 0) return { problems }
  const page: Page = { comments: commentaryOf(unix, value) }
  const lines = [...page.comments.header, ...(block(value, shape, 0, page) ?? [flow(value, shape, page)])]
  return { value: `${lines.join('\n')}\n`, problems }
}

interface Page {
  readonly comments: Commentary
}

/** A list or map as lines below each other; undefined for a single value. */
function block(node: YamlNode, shape: Shape | undefined, indent: number, page: Page): string[] | undefined {
  if (isEmpty(node)) return undefined
  const parts =
    node.kind === 'map' ? mapParts(node, shape, indent, page) : listParts(node as YamlList, shape, indent, page)
  const lines = parts.flatMap(({ part, lines }, i) => {
    const gap = i > 0 && page.comments.of(part).gap === 'blank line' ? [''] : []
    return [...gap, ...lines]
  })
  return [...lines, ...page.comments.atEnd(node).map((line) => indented(line, indent))]
}

interface Written {
  readonly part: Part
  readonly lines: string[]
}

function mapParts(map: YamlMap, shape: Shape | undefined, indent: number, page: Page): Written[] {
  const own = shapeFor(map, shape)
  return inOrder(map, own?.is === 'map' ? own : undefined).map((entry) => {
    const { before, after } = page.comments.of(entry)
    const [first = '', ...more] = entryLines(entry, valueShape(own, entry.key), indent, page)
    const above = [...before, ...after.slice(0, -1)].map((line) => indented(line, indent))
    return { part: entry, lines: [...above, withRemark(first, after.at(-1)), ...more] }
  })
}

/** `key: value` on one line, or the key with its value below it. */
function entryLines(entry: YamlEntry, shape: Shape | undefined, indent: number, page: Page): string[] {
  const key = indented(`${writeKey(entry.key)}:`, indent)
  const value = canonical(entry.value, shape, page)
  if (value.kind === 'scalar') return scalarLines(value, key, indent + 2)
  if (fits(value, shape, key.length + 1, page)) return [`${key} ${flow(value, shape, page)}`]
  return [key, ...(block(value, shape, indent + 2, page) ?? [])]
}

/** A dash before the first line of each item; comments of that first line go above the dash. */
function listParts(list: YamlList, shape: Shape | undefined, indent: number, page: Page): Written[] {
  const own = shapeFor(list, shape)
  const of = own?.is === 'list' ? own.of : undefined
  return list.items.map((item) => {
    const { before, after } = page.comments.of(item)
    const { above, lines, stands } = itemLines(item, of, indent, page)
    const behind = stands === 'on one line' ? after.at(-1) : undefined
    const remarks = [...before, ...(behind === undefined ? after : after.slice(0, -1)), ...above]
    const [first = '', ...more] = lines
    return {
      part: item,
      lines: [...remarks.map((line) => indented(line, indent)), withRemark(first, behind), ...more],
    }
  })
}

interface ItemLines {
  readonly above: readonly string[]
  readonly lines: readonly string[]
  /** Whether the item itself, or only its first part, stands behind the dash. */
  readonly stands: 'on one line' | 'below each other'
}

function itemLines(item: YamlNode, shape: Shape | undefined, indent: number, page: Page): ItemLines {
  const dash = indented('-', indent)
  const value = canonical(item, shape, page)
  const stands = 'on one line'
  if (value.kind === 'scalar') return { above: [], lines: scalarLines(value, dash, indent + 2), stands }
  if (fits(value, shape, dash.length + 1, page)) {
    return { above: [], lines: [`${dash} ${flow(value, shape, page)}`], stands }
  }
  const lines = block(value, shape, indent + 2, page) ?? []
  const start = lines.findIndex((line) => !/^ *#|^$/.test(line))
  const [first = '', ...more] = lines.slice(start)
  const above = lines.slice(0, start).map((line) => line.trimStart())
  return { above, lines: [`${dash} ${first.trimStart()}`, ...more], stands: 'below each other' }
}

/** A single value behind its key or dash, on lines of its own where one is too short. */
function scalarLines(value: YamlScalar, lead: string, indent: number): string[] {
  if (value.text === '' && value.value === null) return [lead]
  const line = `${lead} ${writeScalar(value, 'block')}`
  const long = typeof value.value === 'string' && (value.text.includes('\n') || line.length > WIDTH)
  const below = long ? writeLines(value.text, WIDTH - indent) : undefined
  if (!below) return [line]
  const [header, ...lines] = below
  return [`${lead} ${header}`, ...lines.map((one) => indented(one, indent))]
}

/** Whether a list or map stands on one line: where its shape says so (else as it was), in peace, and not too long. */
function fits(node: YamlNode, shape: Shape | undefined, lead: number, page: Page): boolean {
  if (isEmpty(node)) return true
  const own = shapeFor(node, shape)
  const line = own && own.is !== 'value' ? own.layout === 'line' : node.kind !== 'scalar' && node.style === 'flow'
  if (!line || !page.comments.isQuiet(node) || hasLines(node)) return false
  return lead + flow(node, shape, page).length <= WIDTH
}

/** True when a text of several lines stands in a node. */
function hasLines(node: YamlNode): boolean {
  if (node.kind === 'scalar') return node.text.includes('\n')
  return node.kind === 'list' ? node.items.some(hasLines) : node.entries.some(({ value }) => hasLines(value))
}

/** A node in brackets and braces. */
function flow(original: YamlNode, shape: Shape | undefined, page: Page): string {
  const node = canonical(original, shape, page)
  if (node.kind === 'scalar') return writeScalar(node, 'flow')
  const own = shapeFor(node, shape)
  if (node.kind === 'list') {
    return `[${node.items.map((item) => flow(item, own?.is === 'list' ? own.of : undefined, page)).join(', ')}]`
  }
  const parts = inOrder(node, own?.is === 'map' ? own : undefined).map((entry) => {
    const value = flow(entry.value, valueShape(own, entry.key), page)
    return value === '' ? `${writeKey(entry.key)}:` : `${writeKey(entry.key)}: ${value}`
  })
  return `{${parts.join(', ')}}`
}

/** A node as its shape writes it: first as a value, list or map, then as one of several. */
function canonical(node: YamlNode, shape: Shape | undefined, page: Page): YamlNode {
  if (!shape || !page.comments.isQuiet(node)) return node
  if (shape.is === 'named') return canonical(node, shape.shape(), page)
  const own = shape.is === 'choice' ? shapeFor(node, shape) : undefined
  const once = own?.canonical?.(node) ?? node
  return shape.canonical?.(once) ?? once
}

/** Known keys in their order, unknown ones behind. */
function inOrder(map: YamlMap, shape: MapShape | undefined): readonly YamlEntry[] {
  if (shape?.order !== 'of keys') return map.entries
  const ranks = new Map(shape.keys.map(({ key }, i) => [key, i]))
  const rank = ({ key }: YamlEntry) => ranks.get(key) ?? ranks.size
  return map.entries.toSorted((a, b) => rank(a) - rank(b))
}

function valueShape(own: Shape | undefined, key: string): Shape | undefined {
  if (own?.is !== 'map') return undefined
  return (own.keys.find((one) => one.key === key) ?? own.others)?.shape
}

function isEmpty(node: YamlNode): boolean {
  return node.kind === 'scalar' || (node.kind === 'map' ? node.entries : node.items).length === 0
}

function indented(line: string, indent: number): string {
  return line === '' ? '' : ' '.repeat(indent) + line
}

function withRemark(line: string, remark: string | undefined): string {
  return remark === undefined ? line : `${line} ${remark}`
}
