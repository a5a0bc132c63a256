import { isZone } from '../../calendar/index.ts'
import type { Checked, Problem } from '../../problem.ts'
import { didYouMean, parseYaml, problemOn, readFields, scalarOf } from '../../yaml/index.ts'
import type { YamlEntry, YamlNode } from '../../yaml/index.ts'
import { readCurrency } from '../cells/currency.ts'
import type { DecimalMark } from '../cells/decimal.ts'
import { compileTimeFormat } from '../cells/time-pattern.ts'
import { isEncoding } from '../csv/decode-text.ts'
import { FIELDS } from '../kinds/kind.ts'
import type { ColumnSpec, ImportMap } from './import-map.ts'
import { readSkipRules } from './read-skip-rules.ts'

const OPTIONS = ['columns', 'currency', 'delimiter', 'encoding', 'decimal', 'time_zone', 'status', 'skip_when'] as const
const COLUMN_KEYS = ['column', 'format', 'time_zone'] as const

/** Reads a map file; `extra` are columns beyond the generic ones (the shop's attributes), all problems at once. */
export function readMapFile(file: string, text: string, extra: readonly string[] = []): Checked<ImportMap> {
  const { value: root, problems: found } = parseYaml(file, text)
  if (!root) return { problems: found }
  const fields = [
    ...new Set([...Object.values(FIELDS).flatMap((list) => list.map(({ name }) => name)), 'locale', ...extra]),
  ]
  const { entries, problems: unknown } = readFields(root, [...OPTIONS, ...fields], 'a map file')
  const problems = [...found, ...unknown]
  const columns: Record<string, ColumnSpec> = {}
  const inner = entries.get('columns')
  if (inner) Object.assign(columns, readColumns(inner.value, fields, problems))
  const options: Record<string, string> = {}
  for (const [key, entry] of entries) {
    if (key === 'columns' || key === 'skip_when') continue
    // `ordered_at: {column: InvoiceDate, …}` may stand beside `columns:` as well as in it.
    if (isColumnSpec(entry.value)) columns[key] = readColumn(entry, problems)
    else if (key === 'status') continue
    else if ((OPTIONS as readonly string[]).includes(key)) options[key] = readOption(entry, problems) ?? ''
    else columns[key] = readColumn(entry, problems)
  }
  const status = entries.get('status')
  const skip = entries.get('skip_when')
  const map: ImportMap = {
    columns,
    file,
    ...(options.currency ? { currency: options.currency } : {}),
    ...(options.delimiter ? { delimiter: options.delimiter } : {}),
    ...(options.encoding ? { encoding: options.encoding } : {}),
    ...(options.time_zone ? { timeZone: options.time_zone } : {}),
    ...(options.decimal ? { decimal: options.decimal as DecimalMark } : {}),
    ...(status && !isColumnSpec(status.value) ? { status: readStatuses(status.value, problems) } : {}),
    ...(skip ? { skipWhen: readSkipRules(skip.value, problems) } : {}),
  }
  return problems.some(({ severity }) => severity === 'error') ? { problems } : { value: map, problems }
}

function isColumnSpec(node: YamlNode): boolean {
  return node.kind === 'map' && node.entries.some(({ key }) => key === 'column')
}

function readColumns(node: YamlNode, fields: readonly string[], problems: Problem[]): Record<string, ColumnSpec> {
  const { entries, problems: unknown } = readFields(node, fields, 'the list of columns')
  problems.push(...unknown)
  const columns: Record<string, ColumnSpec> = {}
  for (const [field, entry] of entries) columns[field] = readColumn(entry, problems)
  return columns
}

/** `CustomerID`, or `{column: InvoiceDate, format: "yyyy-MM-dd HH:mm:ss", time_zone: Europe/London}`. */
function readColumn(entry: YamlEntry, problems: Problem[]): ColumnSpec {
  if (entry.value.kind !== 'map') return { column: scalarOf(entry, problems)?.text ?? '' }
  const { entries, problems: unknown } = readFields(entry.value, COLUMN_KEYS, 'a column')
  problems.push(...unknown)
  const text = (key: string) => {
    const found = entries.get(key)
    return found && scalarOf(found, problems)?.text
  }
  const written = text('format')
  const format = written === undefined ? undefined : compileTimeFormat(written)
  if (written !== undefined && !format) {
    const node = entries.get('format')?.value ?? entry.value
    problems.push(
      problemOn(node, 'unknown-format', `"${written}" is no date format`, 'write it like yyyy-MM-dd HH:mm:ss'),
    )
  }
  const zone = entries.get('time_zone')
  if (zone) readOption(zone, problems)
  const timeZone = text('time_zone')
  return { column: text('column') ?? '', ...(format ? { format } : {}), ...(timeZone ? { timeZone } : {}) }
}

/** A single value that must be what its key says. */
function readOption(entry: YamlEntry, problems: Problem[]): string | undefined {
  const scalar = scalarOf(entry, problems)
  if (!scalar) return undefined
  const text = scalar.text === '\\t' ? '\t' : scalar.text
  const hint = REFUSALS[entry.key]?.(text)
  if (hint === undefined) return entry.key === 'currency' ? readCurrency(text) : text
  problems.push(problemOn(scalar, 'wrong-value', `"${text}" is no ${entry.key.replace('_', ' ')}`, hint))
  return undefined
}

/** What to write instead, for the values that cannot be. */
const REFUSALS: Readonly<Record<string, (text: string) => string | undefined>> = {
  currency: (text) => (readCurrency(text) ? undefined : 'write an ISO 4217 code such as EUR'),
  delimiter: (text) => (text.length === 1 && text !== '"' ? undefined : 'write one character: "," ";" "|" or "\\t"'),
  encoding: (text) => (isEncoding(text) ? undefined : nearEncoding(text)),
  decimal: (text) => (text === 'comma' || text === 'point' ? undefined : 'write comma or point'),
  time_zone: (text) => (isZone(text) ? undefined : 'write an IANA name such as Europe/Zagreb'),
}

function nearEncoding(text: string): string {
  const near = didYouMean(text, ['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'windows-1252', 'windows-1257'])
  return near ? `did you mean "${near}"?` : 'write utf-8, windows-1250, windows-1252 or windows-1257'
}

function readStatuses(node: YamlNode, problems: Problem[]): Record<string, string> {
  if (node.kind !== 'map') {
    problems.push(
      problemOn(node, 'wrong-shape', '"status" is a list of the file’s words', 'status: {storniert: cancelled}'),
    )
    return {}
  }
  const words: Record<string, string> = {}
  for (const entry of node.entries) words[entry.key.toLowerCase()] = scalarOf(entry, problems)?.text.toLowerCase() ?? ''
  return words
}
