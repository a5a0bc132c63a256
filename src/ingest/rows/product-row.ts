import type { Value } from '../../db/index.ts'
import { fold } from '../../text/index.ts'
import { readId } from '../cells/identity.ts'
import { isStrange, strange } from '../cells/strange.ts'
import type { CsvRecord } from '../csv/split-records.ts'
import { amountReader, currencyReader } from './order-cells.ts'
import { cellReader, foldedText, lenient, textCell } from './field-cells.ts'
import type { Reading } from './reading.ts'

/** The columns of a staged product, in the order of `productRow`'s values. */
export const PRODUCT_COLUMNS = {
  id: 'text',
  sku: 'text',
  name: 'text',
  name_folded: 'text',
  category: 'text',
  category_folded: 'text',
  brand: 'text',
  brand_folded: 'text',
  price: 'integer',
  currency: 'text',
  url: 'text',
  image: 'text',
} as const

/** Reads a product; without an id the SKU is its id, without a name its id is. Strange prices and links are dropped. */
export function productRow(reading: Reading): (record: CsvRecord) => Value[] | undefined {
  const id = cellReader(reading, 'product_id', readId)
  const sku = cellReader(reading, 'sku', readId)
  const name = textCell(reading, 'name')
  const category = foldedText(reading, 'category')
  const brand = foldedText(reading, 'brand')
  const price = priceReader(reading)
  const url = lenient(reading, 'url', cellReader(reading, 'url', readLink))
  const image = lenient(reading, 'image', cellReader(reading, 'image', readLink))
  return (record) => {
    const { cells } = record
    const stock = sku(cells)
    if (isStrange(stock)) return reading.reject(record, 'sku', stock.strange)
    const given = id(cells)
    if (isStrange(given)) return reading.reject(record, 'product_id', given.strange)
    const key = given ?? stock
    if (key === null) return reading.reject(record, 'product_id', 'is missing')
    const called = name(cells) ?? key
    const amount = price(record)
    return [
      key,
      stock,
      called,
      fold(called),
      ...category(cells),
      ...brand(cells),
      amount,
      amount === null ? null : reading.shop.currency,
      url(record),
      image(record),
    ]
  }
}

/** The price in the shop's currency, like all amounts in the tables. */
function priceReader(reading: Reading): (record: CsvRecord) => number | null {
  const currency = currencyReader(reading)
  const amount = amountReader(reading, 'price')
  return (record) => {
    const paidIn = currency(record.cells)
    if (isStrange(paidIn)) {
      reading.drop(record, 'currency', paidIn.strange)
      return null
    }
    const price = amount(record.cells, paidIn)
    if (!isStrange(price)) return price
    reading.drop(record, 'price', price.strange)
    return null
  }
}

/** Only what may stand in an email: an http or https address. */
function readLink(text: string) {
  return /^https?:\/\/[^\s"<>]+$/i.test(text) ? text : strange('is no https address')
}
