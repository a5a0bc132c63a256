import type { EventDeclaration } from '../../config/index.ts'
import type { Value } from '../../db/index.ts'
import { fold } from '../../text/index.ts'
import { readPrice } from '../cells/price.ts'
import { isStrange, type Strange } from '../cells/strange.ts'
import { didYouMean } from '../../yaml/index.ts'
import type { CsvRecord } from '../csv/split-records.ts'
import { plainHeader } from '../map/layout.ts'
import { contactReader } from './contact.ts'
import { contentHash } from './content-hash.ts'
import { instantCell, textCell } from './field-cells.ts'
import type { Reading } from './reading.ts'

/** The columns of a staged event, in the order of `eventRow`'s values. */
export const EVENT_COLUMNS = {
  hash: 'text',
  customer_id: 'text',
  email: 'text',
  email_folded: 'text',
  country: 'text',
  at: 'integer',
  name: 'text',
  properties: 'text',
  matched: 'text',
} as const

/** Reads an event of the shop's own; an undeclared name, a strange date or value leaves it out. */
export function eventRow(reading: Reading): (record: CsvRecord) => Value[] | undefined {
  const declared = new Map(reading.shop.events.map((event) => [event.name, propertiesReader(reading, event)]))
  const contact = contactReader(reading)
  const name = textCell(reading, 'event')
  const instant = instantCell(reading, 'at')
  return (record) => {
    const called = name(record.cells)
    if (called === null) return reading.reject(record, 'event', 'is missing')
    const properties = declared.get(called)
    if (!properties) return reading.reject(record, 'event', unknownEvent(called, [...declared.keys()]))
    const who = contact(record)
    if (!who) return undefined
    const at = instant(record.cells)
    if (at === null || isStrange(at)) return reading.reject(record, 'at', at?.strange ?? 'is missing')
    const said = properties(record)
    if (!said) return undefined
    const content = `${called}\u001f${at}\u001f${said.raw}`
    const hash = contentHash(content) + contentHash(content, 1)
    return [hash, ...who, at, called, said.raw, said.matched]
  }
}

function unknownEvent(name: string, declared: readonly string[]): string {
  if (declared.length === 0) return 'is not declared: the shop file has no events:'
  const near = didYouMean(name, declared)
  return `is not declared under events: in the shop file, which has ${declared.join(', ')}${near ? `; did you mean ${near}?` : ''}`
}

interface Properties {
  /** JSON as imported, for templates. */
  readonly raw: string
  /** JSON as rules compare it. */
  readonly matched: string
}

/** Reads the properties of one kind of event: all columns as they stand, the declared filters as rules compare them. */
function propertiesReader(reading: Reading, event: EventDeclaration): (record: CsvRecord) => Properties | undefined {
  const filters = Object.entries(event.filters)
  const columns = reading.layout.extra.map((column) => {
    const filter = filters.find(([name]) => plainHeader(name) === plainHeader(column.name))
    return { name: filter?.[0] ?? column.name, header: column.header, text: column.text, type: filter?.[1] }
  })
  return (record) => {
    const raw: [string, string][] = []
    const matched: [string, string | number][] = []
    for (const { name, header, text, type } of columns) {
      const cell = text(record.cells)
      if (cell === '') continue
      raw.push([name, cell])
      if (!type) continue
      const value = comparable(reading, cell, type)
      if (isStrange(value)) {
        const { file, tally } = reading
        return tally.reject({
          file,
          line: record.line,
          column: header,
          value: cell,
          reason: value.strange,
        }) as undefined
      }
      matched.push([name, value])
    }
    return { raw: jsonObject(raw), matched: jsonObject(matched) }
  }
}

/** The same properties give the same text, whatever the order of the columns. */
function jsonObject(entries: [string, string | number][]): string {
  return JSON.stringify(Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))))
}

function comparable(reading: Reading, cell: string, type: 'text' | 'number' | 'money'): string | number | Strange {
  if (type === 'text') return fold(cell)
  if (type === 'money') return readPrice(cell, reading.layout.map.currency ?? reading.shop.currency, reading.money)
  const decimal = reading.money.decimal(cell)
  return isStrange(decimal) ? decimal : Number(`${decimal.units}e-${decimal.scale}`)
}
