import { fold } from '../../text/index.ts'
import { readCountry } from '../cells/country.ts'
import { readEmail } from '../cells/email.ts'
import { readId } from '../cells/identity.ts'
import { remembered } from '../cells/remembered.ts'
import { isStrange } from '../cells/strange.ts'
import type { CsvRecord } from '../csv/split-records.ts'
import type { Cells } from '../map/layout.ts'
import { cellReader } from './field-cells.ts'
import type { Reading } from './reading.ts'

/** Whose a record is: the id, the address, the address folded, the country; at least one of the first two. */
export type Contact = readonly [string | null, string | null, string | null, string | null]

/** Reads whose an order or event is; undefined, and the record left out, where nothing says so. */
export function contactReader(reading: Reading): (record: CsvRecord) => Contact | undefined {
  const id = cellReader(reading, 'customer_id', readId)
  const email = cellReader(reading, 'email', readEmail)
  // Only a hint, and repeated on every line: what is no country is passed over.
  const country = cellReader(
    reading,
    'country',
    remembered((text) => readCountry(text, reading.shop.languages) ?? null),
  ) as (cells: Cells) => string | null
  return (record) => {
    const key = id(record.cells)
    if (isStrange(key)) return reading.reject(record, 'customer_id', key.strange)
    const address = email(record.cells)
    if (isStrange(address)) {
      if (key === null) return reading.reject(record, 'email', address.strange)
      reading.drop(record, 'email', address.strange)
      return [key, null, null, country(record.cells)]
    }
    if (key === null && address === null) {
      const field = reading.layout.has('customer_id') ? 'customer_id' : 'email'
      return reading.reject(record, field, 'is missing: nothing says whose this is')
    }
    return [key, address, address && fold(address), country(record.cells)]
  }
}
