import type { Value } from '../../db/index.ts'
import type { Decimal } from '../cells/decimal.ts'
import { readId } from '../cells/identity.ts'
import { remembered } from '../cells/remembered.ts'
import { isStrange, type Strange, strange } from '../cells/strange.ts'
import type { CsvRecord } from '../csv/split-records.ts'
import { type Contact, contactReader } from './contact.ts'
import { hashAfter, hashedSoFar } from './content-hash.ts'
import { currencyReader, statusReader } from './order-cells.ts'
import { cellReader, foldedText, instantCell } from './field-cells.ts'
import type { Reading } from './reading.ts'

/** The columns of a staged order line, in the order of `lineRow`'s values. */
export const LINE_COLUMNS = {
  order_id: 'text',
  hash: 'text',
  product_id: 'text',
  sku: 'text',
  name: 'text',
  name_folded: 'text',
  category: 'text',
  category_folded: 'text',
  brand: 'text',
  brand_folded: 'text',
  quantity: 'integer',
  total_milli: 'integer',
  customer_id: 'text',
  email: 'text',
  email_folded: 'text',
  country: 'text',
  at: 'integer',
  currency: 'text',
  status: 'text',
} as const

/** True when the lines say whose their order is and when it was made. */
export function makesOrders({ layout }: Reading): boolean {
  return layout.has('ordered_at') && (layout.has('customer_id') || layout.has('email'))
}

/** Reads a line of an order; a strange id, quantity, amount, currency or date leaves it out. */
export function lineRow(reading: Reading): (record: CsvRecord) => Value[] | undefined {
  const id = cellReader(reading, 'order_id', readId)
  const product = cellReader(reading, 'product_id', readId)
  const sku = cellReader(reading, 'sku', readId)
  const name = foldedText(reading, 'name')
  const category = foldedText(reading, 'category')
  const brand = foldedText(reading, 'brand')
  const worth = worthReader(reading)
  // What a line is, not how it is called: a product renamed is the same line.
  const begun = remembered((what) => hashedSoFar(`${what}\u001f`))
  const order = makesOrders(reading) ? orderReader(reading) : () => NO_ORDER
  return (record) => {
    const { cells } = record
    const key = id(cells)
    if (key === null || isStrange(key)) return reading.reject(record, 'order_id', key?.strange ?? 'is missing')
    const productId = product(cells)
    if (isStrange(productId)) return reading.reject(record, 'product_id', productId.strange)
    const stock = sku(cells)
    if (isStrange(stock)) return reading.reject(record, 'sku', stock.strange)
    const value = worth(record)
    if (!value) return undefined
    const made = order(record, value.currency)
    if (!made) return undefined
    const called = name(cells)
    const hash = hashAfter(begun(`${productId ?? stock ?? called[0]}`), `${value.quantity}\u001f${value.milli}`)
    return [
      key,
      hash,
      productId,
      stock,
      ...called,
      ...category(cells),
      ...brand(cells),
      value.quantity,
      value.milli,
      ...made,
    ]
  }
}

interface Worth {
  readonly quantity: number
  readonly milli: number
  readonly currency: string
}

/** Quantity and exact worth of a line; `line_total` wins over `unit_price`. */
function worthReader(reading: Reading): (record: CsvRecord) => Worth | undefined {
  const { layout, money } = reading
  const currency = currencyReader(reading)
  const quantity = cellReader(reading, 'quantity', readQuantity(reading))
  const total = cellReader(reading, 'line_total', money.decimal)
  const price = cellReader(reading, 'unit_price', remembered(money.decimal))
  const asked = layout.has('line_total') ? 'line_total' : 'unit_price'
  return (record) => {
    const { cells } = record
    const count = layout.has('quantity') ? quantity(cells) : 1
    if (count === null || isStrange(count)) return reading.reject(record, 'quantity', count?.strange ?? 'is missing')
    const paidIn = currency(cells)
    if (isStrange(paidIn)) return reading.reject(record, 'currency', paidIn.strange)
    const sum = total(cells)
    if (isStrange(sum)) return reading.reject(record, 'line_total', sum.strange)
    const each = sum === null ? price(cells) : null
    if (isStrange(each)) return reading.reject(record, 'unit_price', each.strange)
    const amount = sum ?? (each && times(each, count))
    if (amount === null) return reading.reject(record, asked, 'is missing')
    const milli = money.milli(amount, paidIn)
    if (isStrange(milli)) return reading.reject(record, asked, milli.strange)
    return { quantity: count, milli, currency: paidIn }
  }
}

function times(price: Decimal, count: number): Decimal {
  return { units: price.units * BigInt(count), scale: price.scale }
}

/** A whole number, also as `6.0`. */
function readQuantity({ money }: Reading): (text: string) => number | Strange {
  return remembered((text) => {
    const decimal = money.decimal(text)
    if (isStrange(decimal)) return decimal
    const whole = decimal.units / 10n ** BigInt(decimal.scale)
    const exact = whole * 10n ** BigInt(decimal.scale) === decimal.units
    return exact && whole < 1_000_000_000n && whole > -1_000_000_000n ? Number(whole) : strange('is no whole number')
  })
}

/** Whose the order is, when, in which currency and how it stands. */
type MadeOrder = readonly [...Contact, number | null, string | null, string | null]

const NO_ORDER: MadeOrder = [null, null, null, null, null, null, null]

function orderReader(reading: Reading): (record: CsvRecord, currency: string) => MadeOrder | undefined {
  const contact = contactReader(reading)
  const orderedAt = instantCell(reading, 'ordered_at')
  const status = statusReader(reading)
  return (record, currency) => {
    const who = contact(record)
    if (!who) return undefined
    const at = orderedAt(record.cells)
    if (at === null || isStrange(at)) return reading.reject(record, 'ordered_at', at?.strange ?? 'is missing')
    return [...who, at, currency, status(record.cells)]
  }
}
