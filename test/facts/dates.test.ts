import { describe, expect, it } from 'vitest'
import type { Shop } from '../../src/config/shop.ts'
import { clauseHolds, vocabularyOf } from '../../src/facts/index.ts'
import { instant, openShop, read, testShop, whenOf } from './support.ts'

/** Whether a past date meets a phrase as of now; instants are the shop's wall time. */
function holds(
  phrase: string,
  value: string | null,
  now: string,
  overrides: Partial<Shop> = {},
  fact = 'last_order',
): boolean {
  const vocabulary = vocabularyOf(testShop(overrides))
  const zone = vocabulary.shop.timeZone
  const [clause] = read(`${fact}: ${phrase}`, vocabulary)
  if (!clause) throw new Error('no clause')
  const held = value === null ? null : instant(value, zone)
  return clauseHolds(clause, held, vocabulary, whenOf(vocabulary, instant(now, zone)))
}

const NOW = '2026-03-31T15:00'

describe('past dates are days of the shop', () => {
  it.each([
    ['within the last 30 days', '2026-03-01T00:00', '2026-02-28T23:59'],
    ['within the last 0 days', '2026-03-31T00:00', '2026-03-30T23:59'],
    ['within the last 1 week', '2026-03-24T00:00', '2026-03-23T23:59'],
    ['within the last 1 month', '2026-02-28T00:00', '2026-02-27T23:59'],
    ['within the last 2 years', '2024-03-31T00:00', '2024-03-30T23:59'],
    ['within the last 24 hours', '2026-03-30T15:00', '2026-03-30T14:59'],
    ['more than 30 days ago', '2026-02-28T23:59', '2026-03-01T00:00'],
    ['more than 1 month ago', '2026-02-27T23:59', '2026-02-28T00:00'],
    ['more than 24 hours ago', '2026-03-30T14:59', '2026-03-30T15:00'],
    ['between 30 and 60 days ago', '2026-02-28T23:59', '2026-03-01T00:00'],
    ['between 30 and 60 days ago', '2026-01-30T00:00', '2026-01-29T23:59'],
    ['between 24 and 48 hours ago', '2026-03-30T14:59', '2026-03-30T15:00'],
    ['exactly 7 days ago', '2026-03-24T00:00', '2026-03-25T00:00'],
    ['exactly 7 days ago', '2026-03-24T23:59', '2026-03-23T23:59'],
    ['exactly 1 month ago', '2026-02-28T12:00', '2026-03-01T00:00'],
    ['today', '2026-03-31T00:00', '2026-03-30T23:59'],
    ['yesterday', '2026-03-30T00:00', '2026-03-31T00:00'],
    ['this week', '2026-03-30T00:00', '2026-03-29T23:59'],
    ['last week', '2026-03-29T23:59', '2026-03-22T23:59'],
    ['this month', '2026-03-01T00:00', '2026-02-28T23:59'],
    ['last month', '2026-02-01T00:00', '2026-01-31T23:59'],
    ['this quarter', '2026-01-01T00:00', '2025-12-31T23:59'],
    ['last quarter', '2025-10-01T00:00', '2026-01-01T00:00'],
    ['this year', '2026-01-01T00:00', '2025-12-31T23:59'],
    ['last year', '2025-12-31T23:59', '2024-12-31T23:59'],
    ['since 2026-03-01', '2026-03-01T00:00', '2026-02-28T23:59'],
    ['before 2026-03-01', '2026-02-28T23:59', '2026-03-01T00:00'],
    ['on 2026-03-01', '2026-03-01T23:59', '2026-03-02T00:00'],
    ['between 2026-03-01 and 2026-03-05', '2026-03-05T23:59', '2026-03-06T00:00'],
    ['ever', '1999-01-01T00:00', null],
    ['never', null, '1999-01-01T00:00'],
  ])('%s takes %s and leaves %s', (phrase, inside, outside) => {
    expect([holds(phrase, inside, NOW), holds(phrase, outside, NOW)]).toEqual([true, false])
  })

  it('an instant equal to now is visible to hours', () => {
    expect(holds('within the last 1 hour', NOW, NOW)).toBe(true)
  })

  it('a week begins on the weekday that the shop says', () => {
    expect(holds('this week', '2026-03-29T12:00', NOW, { firstWeekday: 7 })).toBe(true)
    expect(holds('this week', '2026-03-28T23:59', NOW, { firstWeekday: 7 })).toBe(false)
  })

  it('the day of a clock change has 23 or 25 hours and is one day all the same', () => {
    expect(holds('exactly 1 day ago', '2026-03-29T23:59', '2026-03-30T00:01')).toBe(true)
    expect(holds('exactly 1 day ago', '2026-03-29T00:00', '2026-03-30T23:59')).toBe(true)
    expect(holds('within the last 23 hours', '2026-03-29T00:00', '2026-03-30T00:00')).toBe(true)
    expect(holds('within the last 24 hours', '2025-10-26T00:00', '2025-10-27T00:00')).toBe(false)
  })

  it('a zone that skips midnight begins the day when its first instant comes', () => {
    const zone = { timeZone: 'America/Santiago' }
    expect(holds('today', '2026-09-06T01:00', '2026-09-06T10:00', zone)).toBe(true)
    expect(holds('today', '2026-09-05T23:59', '2026-09-06T10:00', zone)).toBe(false)
  })
})

describe('coming dates', () => {
  it.each([
    ['within the next 7 days', '2026-04-07T23:59', '2026-04-08T00:00'],
    ['within the next 7 days', '2026-03-31T00:00', '2026-03-30T23:59'],
    ['within the next 1 month', '2026-04-30T23:59', '2026-05-01T00:00'],
    ['within the next 2 hours', '2026-03-31T17:00', '2026-03-31T17:01'],
    ['more than 7 days ahead', '2026-04-08T00:00', '2026-04-07T23:59'],
    ['more than 2 hours ahead', '2026-03-31T17:01', '2026-03-31T17:00'],
    ['in 3 days', '2026-04-03T00:00', '2026-04-04T00:00'],
    ['tomorrow', '2026-04-01T23:59', '2026-03-31T23:59'],
    ['next month', '2026-04-30T23:59', '2026-05-01T00:00'],
    ['overdue', '2026-03-30T23:59', '2026-03-31T00:00'],
    ['more than 1 year ago', '2025-03-30T23:59', '2025-03-31T00:00'],
  ])('%s takes %s and leaves %s', (phrase, inside, outside) => {
    const both = [inside, outside].map((value) => holds(phrase, value, NOW, {}, 'renewal'))
    expect(both).toEqual([true, false])
  })
})

describe('yearly dates', () => {
  const birthdays = {
    leap: { birth_day: '02-29', birth_year: 1992 },
    march: { birth_day: '03-01', birth_year: null },
    newborn: { birth_day: '03-01', birth_year: 2026 },
    eve: { birth_day: '12-31', birth_year: 1980 },
    blank: {},
  }

  async function shopOf(overrides: Partial<Shop> = {}) {
    const shop = await openShop(overrides)
    for (const [id, row] of Object.entries(birthdays)) await shop.customer(id, row)
    return shop
  }

  it('29 February is kept on one day a year, by the policy of the shop', async () => {
    const kept = { feb28: [['leap'], ['march']], mar1: [[], ['leap', 'march']], skip: [[], ['march']] } as const
    for (const [leapDay, [february, march]] of Object.entries(kept)) {
      const shop = await shopOf({ leapDay: leapDay as Shop['leapDay'] })
      expect(await shop.who('birthday: today', '2026-02-28T12:00')).toEqual(february)
      expect(await shop.who('birthday: today', '2026-03-01T12:00')).toEqual(march)
      expect(await shop.who('birthday: today', '2028-02-29T12:00')).toEqual(['leap'])
    }
  })

  it('nobody is congratulated on the day of birth itself', async () => {
    const shop = await shopOf()
    expect(await shop.who('birthday: today', '2026-03-01')).not.toContain('newborn')
    expect(await shop.who('birthday: today', '2027-03-01')).toContain('newborn')
  })

  it('a window looks over the end of the year and of the month', async () => {
    const shop = await shopOf()
    expect(await shop.who('birthday: within the next 7 days', '2026-12-25')).toEqual(['eve'])
    expect(await shop.who('birthday: within the last 3 days', '2027-01-03')).toEqual(['eve'])
    expect(await shop.who('birthday: within the last 3 days', '2027-01-04')).toEqual([])
    expect(await shop.who('birthday: in 3 days', '2026-02-26')).toEqual(['march'])
    expect(await shop.who('birthday: in March', '2026-11-05')).toEqual(['march'])
    expect(await shop.who('birthday: this month', '2026-02-01')).toEqual(['leap'])
    expect(await shop.who('birthday: not set', '2026-02-01')).toEqual(['blank'])
  })

  it('an age rises on the day on which the birthday is kept, and needs a year of birth', async () => {
    const shop = await shopOf()
    expect(await shop.values('age: at least 0', '2026-02-27')).toEqual({
      leap: 33,
      march: null,
      newborn: 0,
      eve: 45,
      blank: null,
    })
    expect((await shop.values('age: at least 0', '2026-02-28')).leap).toBe(34)
    const skip = await shopOf({ leapDay: 'skip' })
    expect((await skip.values('age: at least 0', '2026-02-28')).leap).toBe(33)
    expect((await skip.values('age: at least 0', '2026-03-01')).leap).toBe(34)
  })

  it('an anniversary counts from the first year on, in the calendar of the shop', async () => {
    const shop = await openShop()
    const leap = await shop.customer('leap', { signed_up_at: shop.at('2025-11-30T23:30') })
    await shop.order(leap, { at: '2024-02-29T00:30' })
    const late = await shop.customer('late')
    await shop.order(late, { at: '2025-03-01T23:59' })
    expect(await shop.who('first_order_anniversary: today', '2024-02-29T12:00')).toEqual([])
    expect(await shop.who('first_order_anniversary: today', '2026-02-28T12:00')).toEqual(['leap'])
    expect(await shop.who('first_order_anniversary: within the next 1 day', '2026-02-28T12:00')).toEqual([
      'late',
      'leap',
    ])
    expect(await shop.who('first_order_anniversary: tomorrow', '2026-02-28T12:00')).toEqual(['late'])
    expect(await shop.who('signup_anniversary: today', '2026-11-30T09:00')).toEqual(['leap'])
    expect(await shop.who('signup_anniversary: in November', '2025-12-30T09:00')).toEqual([])
    expect(await shop.who('signup_anniversary: not set', '2025-12-30T09:00')).toEqual(['late'])
  })
})
