import { isZone, localDay } from '../../calendar/index.ts'
import type { Value } from '../../db/index.ts'
import { fold, foldName } from '../../text/index.ts'
import { readBirthday } from '../cells/birthday.ts'
import { readCountry } from '../cells/country.ts'
import { readCurrency } from '../cells/currency.ts'
import { readEmail } from '../cells/email.ts'
import { readId } from '../cells/identity.ts'
import { readLanguage } from '../cells/language.ts'
import { remembered } from '../cells/remembered.ts'
import { isStrange, type Strange, strange } from '../cells/strange.ts'
import type { CsvRecord } from '../csv/split-records.ts'
import { cellReader, foldedText, instantCell, lenient, textCell } from './field-cells.ts'
import type { Reading } from './reading.ts'
import { STANDING_COLUMNS, standingReader } from './standing.ts'

/** The columns of a staged customer, in the order of `customerRow`'s values. */
export const CUSTOMER_COLUMNS = {
  id: 'text',
  email: 'text',
  email_folded: 'text',
  first_name: 'text',
  first_name_folded: 'text',
  last_name: 'text',
  last_name_folded: 'text',
  birth_year: 'integer',
  birth_day: 'text',
  country: 'text',
  region: 'text',
  region_folded: 'text',
  city: 'text',
  city_folded: 'text',
  language: 'text',
  time_zone: 'text',
  currency: 'text',
  signed_up_at: 'integer',
  ...STANDING_COLUMNS,
} as const

/** Reads a customer; a strange cell is dropped, only a customer without id and address is left out. */
export function customerRow(reading: Reading): (record: CsvRecord) => Value[] | undefined {
  const { shop } = reading
  const today = localDay(reading.now, shop.timeZone)
  const cell = <T>(field: string, read: (text: string) => T | Strange) =>
    lenient(reading, field, cellReader(reading, field, read))
  const known = (field: string, reason: string, read: (text: string) => string | undefined) =>
    cell(
      field,
      remembered((text) => read(text) ?? strange(reason)),
    )
  const id = cellReader(reading, 'customer_id', readId)
  const email = cell('email', readEmail)
  const firstName = foldedText(reading, 'first_name', foldName)
  const lastName = foldedText(reading, 'last_name', foldName)
  const birthday = cell('birthday', (text) => readBirthday(text, today, reading.layout.spec('birthday')?.format))
  const country = known('country', 'is no country: write its ISO code', (text) => readCountry(text, shop.languages))
  const region = textCell(reading, 'region')
  const city = textCell(reading, 'city')
  const language = known('language', 'is no language tag: write hr or hr-HR', readLanguage)
  const zone = known('time_zone', 'is no time zone: write Europe/Zagreb', (text) => (isZone(text) ? text : undefined))
  const currency = known('currency', 'is no ISO 4217 code', readCurrency)
  const signedUp = lenient(reading, 'signed_up_at', instantCell(reading, 'signed_up_at'))
  const standing = standingReader(reading)
  return (record) => {
    const { cells } = record
    const key = id(cells)
    if (isStrange(key)) return reading.reject(record, 'customer_id', key.strange)
    const address = email(record)
    if (key === null && address === null) return reading.reject(record, 'customer_id', 'has neither id nor address')
    const born = birthday(record)
    const regionText = region(cells)
    const cityText = city(cells)
    return [
      key,
      address,
      address && fold(address),
      ...firstName(cells),
      ...lastName(cells),
      born?.year ?? null,
      born?.monthDay ?? null,
      country(record),
      regionText,
      regionText && fold(regionText),
      cityText,
      cityText && fold(cityText),
      language(record),
      zone(record),
      currency(record),
      signedUp(record),
      ...standing(record),
    ]
  }
}
