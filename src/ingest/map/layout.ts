import type { Checked, Problem } from '../../problem.ts'
import { cleanText } from '../../text/index.ts'
import { didYouMean } from '../../yaml/index.ts'
import { FIELDS, type ImportKind, NEEDED } from '../kinds/kind.ts'
import type { ColumnSpec, ImportMap } from './import-map.ts'

/** The cells of a record as the file has them. */
export type Cells = readonly string[]

/** Where the fields of a kind stand in one file. */
export interface Layout {
  readonly map: ImportMap
  /** The headers as the file has them, clean. */
  readonly names: readonly string[]
  /** Cells of every record. */
  readonly width: number
  /** True when the file or the map says something about a field. */
  has(field: string): boolean
  /** The header of a field's column, for messages. */
  column(field: string): string
  /** Format and zone of a field's cells. */
  spec(field: string): ColumnSpec | undefined
  /** Reads a field of a record as clean text, empty where nothing stands. */
  text(field: string): (cells: Cells) => string
  /** True for a record that the map leaves out. */
  skips(cells: Cells): boolean
  /** Columns that are no field of the kind. */
  readonly extra: readonly ExtraColumn[]
}

/** A column that belongs to no field: an attribute's or a property's, under the map's name for it or its header. */
export interface ExtraColumn {
  readonly name: string
  readonly header: string
  text(cells: Cells): string
}

/** The most columns of a file (SEC-14). */
const MOST_COLUMNS = 100

/** Lays a map over the header of a file; what is missing or cannot be found is a problem placed on the header. */
export function layOut(kind: ImportKind, file: string, header: Cells, map: ImportMap): Checked<Layout> {
  const names = header.map((name) => cleanText(name))
  const problems: Problem[] = []
  if (names.length > MOST_COLUMNS) {
    const message = `${names.length} columns are more than ${MOST_COLUMNS}`
    return { problems: [onHeader(file, 'too-many-columns', message, 'is the delimiter right?')] }
  }
  const places = new Map<string, { readonly index: number; readonly spec: ColumnSpec }>()
  for (const { name, also = [] } of FIELDS[kind]) {
    const spec = map.columns[name] ?? also.map((other) => map.columns[other]).find(Boolean)
    const index = spec ? findColumn(names, spec.column) : findGeneric(names, [name, ...also])
    if (index !== -1) places.set(name, { index, spec: spec ?? { column: names[index] as string } })
    else if (spec) problems.push(noColumn(file, map, name, spec.column, names))
  }
  const has = (field: string) => places.has(field) || map.constants?.[field] !== undefined
  problems.push(...missing(kind, file, names, has))
  const taken = new Set([...places.values()].map(({ index }) => index))
  const extra = names.flatMap((header, index) =>
    taken.has(index) || header === '' ? [] : [extraColumn(map, header, index)],
  )
  const skip = compileSkips(file, map, names, places, problems)
  const layout: Layout = {
    map,
    names,
    width: names.length,
    has,
    column: (field) => places.get(field)?.spec.column ?? field,
    spec: (field) => places.get(field)?.spec,
    text: (field) => textReader(places.get(field), map.constants?.[field]),
    skips: skip,
    extra,
  }
  return problems.length > 0 ? { problems } : { value: layout, problems }
}

/** A cell as text: trimmed, composed, without NUL, and without the apostrophe that guards a formula (SEC-15). */
function cellText(cell: string | undefined): string {
  if (cell === undefined || cell === '') return ''
  const text = cleanText(cell)
  return text.charCodeAt(0) === APOSTROPHE && /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text
}

const APOSTROPHE = 39

function textReader(place: { index: number; spec: ColumnSpec } | undefined, constant = ''): (cells: Cells) => string {
  if (!place) return () => constant
  const { index, spec } = place
  const { read } = spec
  return read ? (cells) => read(cellText(cells[index])) : (cells) => cellText(cells[index])
}

function extraColumn(map: ImportMap, header: string, index: number): ExtraColumn {
  const named = Object.entries(map.columns).find(([, spec]) => plainHeader(spec.column) === plainHeader(header))
  const read = named?.[1].read
  const text = (cells: Cells) => cellText(cells[index])
  return { name: named?.[0] ?? header, header, text: read ? (cells) => read(text(cells)) : text }
}

/** A header as it compares: `Customer ID` is `customer_id`. */
export function plainHeader(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
}

function findColumn(names: readonly string[], wanted: string): number {
  const exact = names.indexOf(wanted)
  return exact !== -1 ? exact : names.findIndex((name) => plainHeader(name) === plainHeader(wanted))
}

function findGeneric(names: readonly string[], wanted: readonly string[]): number {
  for (const name of wanted) {
    const index = names.findIndex((header) => plainHeader(header) === name)
    if (index !== -1) return index
  }
  return -1
}

type Places = ReadonlyMap<string, { readonly index: number; readonly spec: ColumnSpec }>

/** One test over all rules; a rule may name the file's column or ours. */
function compileSkips(file: string, map: ImportMap, names: readonly string[], places: Places, problems: Problem[]) {
  const rules = (map.skipWhen ?? []).flatMap(({ column, tests }) => {
    const index = findColumn(names, column)
    const place = index !== -1 ? index : places.get(column)?.index
    if (place !== undefined) return [{ index: place, tests }]
    problems.push(noColumn(file, map, 'skip_when', column, names))
    return []
  })
  return (cells: Cells) =>
    rules.some(({ index, tests }) => {
      const cell = cellText(cells[index])
      return tests.every((holds) => holds(cell))
    })
}

function missing(kind: ImportKind, file: string, names: readonly string[], has: (field: string) => boolean): Problem[] {
  return NEEDED[kind].flatMap((group) => {
    if (group.some(has)) return []
    const near = didYouMean(group[0] as string, names.map(plainHeader))
    const hint = near ? `is it "${near}"? Say so in a map file` : `the file has: ${names.slice(0, 12).join(', ')}`
    return [onHeader(file, 'missing-column', `${kind} need a column ${group.join(' or ')}`, hint)]
  })
}

function noColumn(file: string, map: ImportMap, field: string, column: string, names: readonly string[]): Problem {
  const near = didYouMean(column, names)
  const hint = near ? `did you mean "${near}"?` : `the file has: ${names.slice(0, 12).join(', ')}`
  return onHeader(
    file,
    'unknown-column',
    `${map.file ?? 'The map'} takes ${field} from "${column}", which is no column`,
    hint,
  )
}

function onHeader(file: string, code: string, message: string, hint: string): Problem {
  return { code, severity: 'error', message, hint, place: { file, line: 1, column: 1, endLine: 1, endColumn: 2 } }
}
