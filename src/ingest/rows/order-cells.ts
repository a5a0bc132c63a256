import { readCurrency } from '../cells/currency.ts'
import { remembered } from '../cells/remembered.ts'
import { isStrange, type Strange, strange } from '../cells/strange.ts'
import type { Cells } from '../map/layout.ts'
import { cellReader, textCell } from './field-cells.ts'
import type { Reading } from './reading.ts'

/** The currency of a record: its cell, else the map's, else the shop's; strange without a rate. */
export function currencyReader(reading: Reading): (cells: Cells) => string | Strange {
  const { layout, shop, money } = reading
  const usual = usable(layout.map.currency ?? shop.currency)
  const cell = cellReader(reading, 'currency', remembered(usable))
  return (cells) => cell(cells) ?? usual

  function usable(text: string): string | Strange {
    const code = readCurrency(text)
    if (!code) return strange('is no ISO 4217 code')
    const refusal = money.refusal(code)
    return refusal === undefined ? code : strange(refusal)
  }
}

/** An amount in minor units of the shop's currency, null where the cell is empty. */
export function amountReader(
  reading: Reading,
  field: string,
): (cells: Cells, currency: string) => number | null | Strange {
  const decimal = cellReader(reading, field, reading.money.decimal)
  return (cells, currency) => {
    const amount = decimal(cells)
    return amount === null || isStrange(amount) ? amount : reading.money.minor(amount, currency)
  }
}

/** The status in our words: lower case, one spelling of cancelled, the map's translation; `paid` where none is given. */
export function statusReader(reading: Reading): (cells: Cells) => string {
  const words = reading.layout.map.status ?? {}
  const text = textCell(reading, 'status')
  return (cells) => {
    const word = (text(cells) ?? 'paid').toLowerCase()
    const ours = words[word] ?? word
    return ours === 'canceled' ? 'cancelled' : ours
  }
}
