import { localDay } from '../../calendar/index.ts'
import type { ConsentBasis, Value } from '../../db/index.ts'
import { instantReader } from '../cells/instant.ts'
import { isStrange, type Strange, strange } from '../cells/strange.ts'
import { readYesNo } from '../cells/yes-no.ts'
import type { CsvRecord } from '../csv/split-records.ts'
import { cellReader, instantCell, lenient, textCell } from './field-cells.ts'
import type { Reading } from './reading.ts'

/** The columns of a staged customer that say whether they may be written to, in the order of `standingReader`'s values. */
export const STANDING_COLUMNS = {
  consent: 'text',
  consent_at: 'integer',
  consent_expires_at: 'integer',
  consent_basis: 'text',
  consent_source: 'text',
  consent_wording: 'text',
  bounced: 'integer',
  bounced_at: 'integer',
} as const

/** Reads what the file says about writing to the customer: consent with all that proves it, and bounces. */
export function standingReader(reading: Reading): (record: CsvRecord) => Value[] {
  const consent = lenient(reading, 'consent', cellReader(reading, 'consent', readConsent))
  const consentAt = lenient(reading, 'consent_at', instantCell(reading, 'consent_at'))
  const expiresAt = lenient(reading, 'consent_expires_at', instantCell(reading, 'consent_expires_at'))
  const basis = lenient(reading, 'consent_basis', cellReader(reading, 'consent_basis', readBasis))
  const source = textCell(reading, 'consent_source')
  const wording = textCell(reading, 'consent_wording')
  const bounced = lenient(reading, 'bounced', cellReader(reading, 'bounced', readBounced(reading)))
  return (record) => {
    const said = consent(record)
    const saidAt = consentAt(record)
    const endsAt = expiresAt(record)
    const why = basis(record)
    const bounce = bounced(record)
    const standing = [bounce?.bounced ?? null, bounce?.at ?? null]
    if (said === 'subscribed' && why === 'soft opt-in' && saidAt === null) {
      reading.drop(record, 'consent_basis', 'says nothing without the day of the sale in consent_at')
      return [null, null, null, null, null, null, ...standing]
    }
    // That nobody asked has no date: it holds until somebody does.
    const since = said === null || said === 'never asked' ? null : saidAt
    if (said !== 'subscribed') return [said, since, null, null, null, null, ...standing]
    return [said, since, endsAt, why, source(record.cells), wording(record.cells), ...standing]
  }
}

/** Consent is never guessed: these words and no others. */
function readConsent(text: string): 'subscribed' | 'unsubscribed' | 'never asked' | Strange {
  const word = text.toLowerCase()
  if (word === 'subscribed' || word === 'unsubscribed') return word
  if (word === 'never' || word === 'never asked') return 'never asked'
  return strange('says nothing about consent: write subscribed, unsubscribed or never')
}

/** Why marketing is allowed, in these words and no others: it is never guessed either. */
function readBasis(text: string): ConsentBasis | Strange {
  const word = text.toLowerCase().replaceAll(/[\s_-]+/g, ' ')
  if (word === 'opt in') return 'opt-in'
  if (word === 'double opt in') return 'double opt-in'
  if (word === 'soft opt in') return 'soft opt-in'
  return strange('is no basis of consent: write opt-in, double opt-in or soft opt-in')
}

/** A bounce with or without its day: a date holds from that day's first instant in the shop's zone. */
function readBounced(reading: Reading): (text: string) => { bounced: number; at: number | null } | Strange {
  const { shop, layout } = reading
  const toInstant = instantReader(layout.map.timeZone ?? shop.timeZone, layout.spec('bounced')?.format)
  const startsOf = instantReader(shop.timeZone)
  return (text) => {
    const word = readYesNo(text)
    if (word !== undefined) return { bounced: word, at: null }
    const at = toInstant(text)
    if (isStrange(at)) return strange('is neither yes nor no nor a date')
    return { bounced: 1, at: startsOf(localDay(at, shop.timeZone)) as number }
  }
}
