import type { Value } from '../../db/index.ts'
import { isStrange } from '../cells/strange.ts'
import type { CsvRecord } from '../csv/split-records.ts'
import { contactReader } from './contact.ts'
import { amountReader, currencyReader, statusReader } from './order-cells.ts'
import { cellReader, foldedText, instantCell } from './field-cells.ts'
import type { Reading } from './reading.ts'
import { readId } from '../cells/identity.ts'

/** The columns of a staged order, in the order of `orderRow`'s values. */
export const ORDER_COLUMNS = {
  id: 'text',
  customer_id: 'text',
  email: 'text',
  email_folded: 'text',
  country: 'text',
  at: 'integer',
  total: 'integer',
  currency: 'text',
  status: 'text',
  delivered_at: 'integer',
  refunded_total: 'integer',
  refunded_at: 'integer',
  coupon: 'text',
  coupon_folded: 'text',
  channel: 'text',
  channel_folded: 'text',
  store: 'text',
  store_folded: 'text',
} as const

/** Reads an order; a strange id, amount, currency or date leaves it out. */
export function orderRow(reading: Reading): (record: CsvRecord) => Value[] | undefined {
  const id = cellReader(reading, 'order_id', readId)
  const contact = contactReader(reading)
  const orderedAt = instantCell(reading, 'ordered_at')
  const deliveredAt = instantCell(reading, 'delivered_at')
  const refundedAt = instantCell(reading, 'refunded_at')
  const currency = currencyReader(reading)
  const total = amountReader(reading, 'total')
  const refundedTotal = amountReader(reading, 'refunded_total')
  const status = statusReader(reading)
  const coupon = foldedText(reading, 'coupon')
  const channel = foldedText(reading, 'channel')
  const store = foldedText(reading, 'store')
  return (record) => {
    const { cells } = record
    const key = id(cells)
    if (key === null || isStrange(key)) return reading.reject(record, 'order_id', key?.strange ?? 'is missing')
    const who = contact(record)
    if (!who) return undefined
    const at = orderedAt(cells)
    if (at === null || isStrange(at)) return reading.reject(record, 'ordered_at', at?.strange ?? 'is missing')
    const paidIn = currency(cells)
    if (isStrange(paidIn)) return reading.reject(record, 'currency', paidIn.strange)
    const amount = total(cells, paidIn)
    if (amount === null || isStrange(amount)) return reading.reject(record, 'total', amount?.strange ?? 'is missing')
    if (amount < 0)
      return reading.reject(record, 'total', 'is negative: a refund belongs to refunded_total of its order')
    const delivered = deliveredAt(cells)
    if (isStrange(delivered)) return reading.reject(record, 'delivered_at', delivered.strange)
    const given = refundedTotal(cells, paidIn)
    if (isStrange(given)) return reading.reject(record, 'refunded_total', given.strange)
    if (given !== null && given < 0) return reading.reject(record, 'refunded_total', 'is negative')
    const back = refundedAt(cells)
    if (isStrange(back)) return reading.reject(record, 'refunded_at', back.strange)
    const state = status(cells)
    // A status `refunded` without an amount means the whole, without a time the order's instant.
    const refunded = given || (state === 'refunded' ? amount : 0)
    return [
      key,
      ...who,
      at,
      amount,
      paidIn,
      state,
      delivered,
      refunded,
      refunded > 0 ? (back ?? at) : null,
      ...coupon(cells),
      ...channel(cells),
      ...store(cells),
    ]
  }
}
