import type { Attribute } from '../../config/index.ts'
import type { Value } from '../../db/index.ts'
import { fold } from '../../text/index.ts'
import { readYearly } from '../cells/birthday.ts'
import { instantReader } from '../cells/instant.ts'
import { readPrice } from '../cells/price.ts'
import { isStrange, type Strange, strange } from '../cells/strange.ts'
import { readYesNo } from '../cells/yes-no.ts'
import type { CsvRecord } from '../csv/split-records.ts'
import { plainHeader } from '../map/layout.ts'
import type { Reading } from './reading.ts'
import { localDay } from '../../calendar/index.ts'

/** The columns of a staged attribute after the number of its record. */
export const ATTRIBUTE_COLUMNS = {
  name: 'text',
  position: 'integer',
  text: 'text',
  folded: 'text',
  number: 'real',
  month_day: 'text',
  year: 'integer',
} as const

/** The attributes that a file has columns for. */
export interface AttributeReader {
  readonly names: readonly string[]
  /** One row an item, without the number of the record; strange cells are dropped and told. */
  read(record: CsvRecord): Value[][]
}

/** Reads the shop's own attributes by the headers of the file; columns nobody declared are ignored. */
export function attributeRows(reading: Reading): AttributeReader {
  const found = reading.shop.attributes.flatMap((attribute) => {
    const column = reading.layout.extra.find(({ name }) => plainHeader(name) === plainHeader(attribute.name))
    return column ? [{ attribute, column, read: readerOf(reading, attribute) }] : []
  })
  return {
    names: found.map(({ attribute }) => attribute.name),
    read: (record) =>
      found.flatMap(({ attribute, column, read }) => {
        const cell = column.text(record.cells)
        if (cell === '') return []
        const items = read(cell)
        if (!isStrange(items)) return items.map((item, position) => [attribute.name, position, ...item])
        const { file, tally } = reading
        tally.reject({
          file,
          line: record.line,
          column: column.header,
          value: cell,
          reason: items.strange,
          kind: 'cell',
        })
        return []
      }),
  }
}

/** Text, folded text, number, month and day, year. */
type Item = readonly [string | null, string | null, number | null, string | null, number | null]

function readerOf(reading: Reading, { type }: Attribute): (cell: string) => Item[] | Strange {
  const { shop, money } = reading
  switch (type) {
    case 'text':
      return (cell) => [textItem(cell)]
    case 'list':
      return (cell) => listOf(cell).map(textItem)
    case 'number':
      return (cell) => numberItem(asNumber(money.decimal(cell)))
    case 'money':
      return (cell) => numberItem(readPrice(cell, shop.currency, money))
    case 'yes/no':
      return (cell) => numberItem(readYesNo(cell) ?? strange('is neither yes nor no'))
    case 'date':
      return dateReader(reading)
    case 'yearly':
      return (cell) => {
        const day = readYearly(cell)
        return isStrange(day) ? day : [[null, null, null, day.monthDay, day.year]]
      }
    default:
      return type satisfies never
  }
}

/** The items of a cell, parted by commas or semicolons, each once. */
export function listOf(cell: string): string[] {
  const items = cell.split(/[,;]/).map((item) =>
    item
      .trim()
      .replaceAll(/^"+|"+$/g, '')
      .trim(),
  )
  const seen = new Set<string>()
  return items.filter((item) => {
    const folded = fold(item)
    if (item === '' || seen.has(folded)) return false
    seen.add(folded)
    return true
  })
}

function textItem(text: string): Item {
  return [text, fold(text), null, null, null]
}

function numberItem(number: number | Strange): Item[] | Strange {
  return isStrange(number) ? number : [[null, null, number, null, null]]
}

function asNumber(decimal: ReturnType<Reading['money']['decimal']>): number | Strange {
  return isStrange(decimal) ? decimal : Number(`${decimal.units}e-${decimal.scale}`)
}

/** A date is kept as its day's first instant in the shop's zone, with its parts for yearly phrases. */
function dateReader({ shop, layout }: Reading): (cell: string) => Item[] | Strange {
  const toInstant = instantReader(layout.map.timeZone ?? shop.timeZone)
  const startOf = instantReader(shop.timeZone)
  return (cell) => {
    const at = toInstant(cell)
    if (isStrange(at)) return at
    const day = localDay(at, shop.timeZone)
    return [[null, null, startOf(day) as number, day.slice(5), Number(day.slice(0, 4))]]
  }
}
