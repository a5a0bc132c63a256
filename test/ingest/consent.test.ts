import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { consentRows } from '../../src/consent/index.ts'
import { counts, type ImportDesk, NOW, openDesk } from './import-text.ts'

let desk: ImportDesk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const DAY = 86_400_000

async function stateAt(now: number) {
  const said = await desk.rows(consentRows({ db: desk.db, dialect: desk.dialect, now }))
  return (said as { state: string }[])[0]?.state ?? 'never asked'
}

const list = (consent: string, at = '') => `customer_id,consent,consent_at\n1,${consent},${at}\n`

describe('consent is never guessed', () => {
  it('a file without it says nothing', async () => {
    await desk.import('customers', 'customer_id,email\n1,a@example.com\n')
    expect(await desk.rows(sql`select * from consents`)).toEqual([])
    expect(await stateAt(NOW)).toBe('never asked')
  })

  it('words of other languages and yes are no consent', async () => {
    const report = await desk.import('customers', 'customer_id,consent\n1,yes\n2,1\n3,Abonniert\n')
    expect(report.cells).toBe(3)
    expect(await desk.rows(sql`select * from consents`)).toEqual([])
  })

  it('the words count in any case', async () => {
    await desk.import('customers', 'customer_id,consent\n1,SUBSCRIBED\n')
    expect(await stateAt(NOW)).toBe('subscribed')
  })

  it('an order does not give consent', async () => {
    await desk.import('orders', 'order_id,email,ordered_at,total\n1,a@example.com,2026-01-01,5\n')
    expect(await desk.rows(sql`select * from consents`)).toEqual([])
  })
})

describe('an unsubscribe always wins over an older list', () => {
  it('whatever the order of two undated files', async () => {
    await desk.import('customers', list('unsubscribed'))
    await desk.import('customers', list('subscribed'), { now: NOW + DAY })
    expect(await stateAt(NOW + 2 * DAY)).toBe('unsubscribed')
  })

  it('a subscription from before the unsubscribe does not bring anybody back', async () => {
    await desk.import('customers', list('unsubscribed', '2026-05-01'))
    await desk.import('customers', list('subscribed', '2026-04-30'), { now: NOW + DAY })
    expect(await stateAt(NOW + 2 * DAY)).toBe('unsubscribed')
  })

  it('a subscription given later does', async () => {
    await desk.import('customers', list('unsubscribed', '2026-05-01'))
    await desk.import('customers', list('subscribed', '2026-05-02'), { now: NOW + DAY })
    expect(await stateAt(NOW + 2 * DAY)).toBe('subscribed')
  })

  it('an undated unsubscribe is said anew after a later subscription', async () => {
    await desk.import('customers', list('unsubscribed'))
    await desk.import('customers', list('subscribed', '2026-11-23'), { now: NOW + 2 * DAY })
    expect(await stateAt(NOW + 2 * DAY)).toBe('subscribed')
    const report = await desk.import('customers', list('unsubscribed'), { now: NOW + 3 * DAY })
    expect(counts(report)).toMatchObject({ updated: 1 })
    expect(await stateAt(NOW + 3 * DAY)).toBe('unsubscribed')
  })
})

describe('the log grows only by what is new', () => {
  it('the same file again appends nothing', async () => {
    await desk.import('customers', list('subscribed', '2026-05-01T10:00:00Z'))
    const again = await desk.import('customers', list('subscribed', '2026-05-01T10:00:00Z'), { now: NOW + DAY })
    expect(counts(again)).toMatchObject({ unchanged: 1 })
    expect(await desk.rows(sql`select status, at, recorded_at, source from consents`)).toEqual([
      { status: 'subscribed', at: Date.UTC(2026, 4, 1, 10), recorded_at: NOW, source: 'import' },
    ])
  })

  it('never is kept as said', async () => {
    await desk.import('customers', list('never', '2026-05-01'))
    expect(await desk.rows(sql`select status, at from consents`)).toEqual([{ status: 'never asked', at: null }])
  })
})

describe('a bounced address', () => {
  const suppressions = () => desk.rows(sql`select reason, since from suppressions order by customer`)

  it('is suppressed for all times, or from the first instant of the day given', async () => {
    await desk.import(
      'customers',
      'customer_id,bounced\n1,1\n2,YES\n3,true\n4,0\n5,no\n6,2026-03-01\n7,2026-07-01T15:00:00Z\n',
    )
    expect(await suppressions()).toEqual([
      { reason: 'bounced', since: null },
      { reason: 'bounced', since: null },
      { reason: 'bounced', since: null },
      { reason: 'bounced', since: Date.UTC(2026, 1, 28, 23) },
      { reason: 'bounced', since: Date.UTC(2026, 5, 30, 22) },
    ])
  })

  it('is not lifted by a later file, and the earliest day holds', async () => {
    await desk.import('customers', 'customer_id,bounced\n1,2026-03-02\n')
    await desk.import('customers', 'customer_id,bounced\n1,0\n')
    await desk.import('customers', 'customer_id,bounced\n1,2026-03-01\n')
    const last = await desk.import('customers', 'customer_id,bounced\n1,2026-03-02\n')
    expect(counts(last)).toMatchObject({ unchanged: 1 })
    expect(await suppressions()).toEqual([{ reason: 'bounced', since: Date.UTC(2026, 1, 28, 23) }])
  })
})

describe('a subscription for a time', () => {
  const until = (day: string, end: string) =>
    `customer_id,consent,consent_at,consent_expires_at\n1,subscribed,${day},${end}\n`
  const stateOn = (day: string) => stateAt(Date.parse(`${day}T12:00:00Z`))

  it('is over from the day that the file says', async () => {
    await desk.import('customers', until('2026-01-01', '2026-03-01'))
    expect([await stateOn('2026-02-28'), await stateOn('2026-03-01')]).toEqual(['subscribed', 'expired'])
  })

  it('may get its end, or another one, from a later file; a silent one changes nothing', async () => {
    await desk.import('customers', list('subscribed', '2026-01-01'))
    expect(counts(await desk.import('customers', until('2026-01-01', '2026-03-01')))).toMatchObject({ updated: 1 })
    expect(await stateOn('2026-03-02')).toBe('expired')
    expect(counts(await desk.import('customers', until('2026-01-01', '2026-03-01')))).toMatchObject({ unchanged: 1 })
    await desk.import('customers', list('subscribed', '2026-01-01'))
    expect(await stateOn('2026-03-02')).toBe('expired')
    await desk.import('customers', until('2026-01-01', '2026-04-01'))
    expect([await stateOn('2026-03-02'), await stateOn('2026-04-02')]).toEqual(['subscribed', 'expired'])
    expect(await desk.rows(sql`select count(*) as words from consents`)).toEqual([{ words: 1 }])
  })

  it('a strange end is dropped and reported, an end of an unsubscribe is none', async () => {
    const report = await desk.import('customers', until('2026-01-01', 'someday'))
    expect(report.cells).toBe(1)
    expect(await stateOn('2026-03-02')).toBe('subscribed')
    await desk.import('customers', until('2026-02-01', '2026-02-02').replace(',subscribed,', ',unsubscribed,'))
    expect(await stateOn('2026-03-02')).toBe('unsubscribed')
  })
})

describe('what proves a subscription', () => {
  const proof = (...cells: string[]) =>
    `customer_id,consent,consent_at,consent_basis,consent_source,consent_wording\n1,subscribed,${cells.join(',')}\n`
  const words = () => desk.rows(sql`select status, at, basis, source, wording from consents order by key`)
  const at = Date.UTC(2026, 0, 1, 23)

  it('is kept with it: the basis, where it was given, and the words', async () => {
    await desk.import('customers', proof('2026-01-02', 'Soft Opt-In', 'checkout', 'terms of 2025-11'))
    expect(await words()).toEqual([
      { status: 'subscribed', at, basis: 'soft opt-in', source: 'import: checkout', wording: 'terms of 2025-11' },
    ])
    expect(await stateAt(NOW)).toBe('subscribed')
  })

  it('a file without it leaves it open, and a later one may tell it', async () => {
    await desk.import('customers', list('subscribed', '2026-01-02'))
    expect(await words()).toMatchObject([{ basis: null, source: 'import', wording: null }])
    expect(counts(await desk.import('customers', proof('2026-01-02', 'double_opt_in', '', '')))).toMatchObject({
      updated: 1,
    })
    expect(counts(await desk.import('customers', proof('2026-01-02', 'double opt-in', '', '')))).toMatchObject({
      unchanged: 1,
    })
    expect(counts(await desk.import('customers', proof('2026-01-02', '', 'fair', '')))).toMatchObject({ updated: 1 })
    expect(counts(await desk.import('customers', list('subscribed', '2026-01-02')))).toMatchObject({ unchanged: 1 })
    expect(await words()).toMatchObject([{ basis: 'double opt-in', source: 'import: fair' }])
  })

  it('a soft opt-in without the day of the sale is none, and is told', async () => {
    const report = await desk.import('customers', proof('', 'soft opt-in', 'checkout', ''))
    expect(report.cells).toBe(1)
    expect(await words()).toEqual([])
    expect(await stateAt(NOW)).toBe('never asked')
  })

  it('other words are no basis: they are dropped and told', async () => {
    const report = await desk.import('customers', proof('2026-01-02', 'legitimate interest', '', ''))
    expect(report.cells).toBe(1)
    expect(await words()).toMatchObject([{ status: 'subscribed', basis: null }])
  })

  it('is not taken from a file where the customer told us directly', async () => {
    await desk.import('customers', 'customer_id\n1\n')
    await sql`
      insert into consents (customer, status, at, recorded_at, source, basis, wording)
      select key, 'subscribed', ${at}, ${at}, 'preference page', 'opt-in', 'News' from customers`.execute(desk.db)
    const report = await desk.import('customers', proof('2026-01-02', 'soft opt-in', 'checkout', 'terms'))
    expect(counts(report)).toMatchObject({ unchanged: 1 })
    expect(await words()).toMatchObject([{ basis: 'opt-in', source: 'preference page', wording: 'News' }])
  })

  it('has its columns named by a map file like all others', async () => {
    const map = 'columns: {consent_at: Datum, consent_basis: Grundlage}'
    const text = 'customer_id,consent,Datum,Grundlage\n1,subscribed,2026-01-02,soft opt-in\n'
    await desk.import('customers', text, { map })
    expect(await words()).toMatchObject([{ basis: 'soft opt-in', at }])
  })
})
