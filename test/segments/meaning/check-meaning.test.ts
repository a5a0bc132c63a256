import { describe, expect, it } from 'vitest'
import { checkSegmentMeaning, meaningOf } from '../../../src/segments/index.ts'
import { aReading, someSegments } from '../a-segment.ts'

const NOW = Date.UTC(2026, 10, 22, 8)
const reading = aReading({ stages: ['fresh', 'old'] })

/** What is said of the segment `x`, as `code: message`. */
function said(who: string, others: Readonly<Record<string, string>> = {}): string[] {
  return problems(who, others).map(({ code, message }) => `${code}: ${message}`)
}

function problems(who: string, others: Readonly<Record<string, string>> = {}) {
  const stages = { fresh: '{all: [{last_order: within the last 30 days}]}', old: '{all: [{orders: at least 1}]}' }
  const segments = someSegments({ ...stages, ...others, x: who }, reading)
  const x = segments.find(({ name }) => name === 'x')
  if (!x) throw new Error('x is not sound')
  return checkSegmentMeaning(x, meaningOf(reading.vocabulary, segments, NOW))
}

describe('a rule that can never hold is told, with the lines that exclude each other', () => {
  it.each([
    ['two bounds of one count', '{all: [{orders: at least 5}, {orders: at most 3}]}'],
    ['two windows of one date', '{all: [{last_order: within the last 30 days}, {last_order: more than 60 days ago}]}'],
    ['a group within the group', '{all: [{orders: less than 2}, {any: [{orders: exactly 3}, {orders: at least 7}]}]}'],
    ['what none takes away again', '{all: [{orders: at least 2}], none: [{orders: at least 1}]}'],
    ['two countries of one customer', '{all: [{country: HR}, {country: BA}]}'],
    ['two months of one birthday', '{all: [{birthday: in March}, {birthday: in April}]}'],
    ['amounts of money', '{all: [{total_spent: more than 100 EUR}, {total_spent: at most 100 EUR}]}'],
    ['a count below nothing', '{all: [{orders: less than 0}]}'],
    ['a date that is both known and never', '{all: [{last_order: never}, {last_order: ever}]}'],
    [
      'an order long ago by somebody without orders',
      '{all: [{orders: exactly 0}, {last_order: more than 5 days ago}]}',
    ],
    ['an average without orders', '{all: [{average_order: at least 5 EUR}, {first_order: never}]}'],
    ['the first order after the last', '{all: [{first_order: today}, {last_order: more than 2 days ago}]}'],
    ['one order on two days', '{all: [{orders: exactly 1}, {first_order: more than 9 days ago}, {last_order: today}]}'],
    [
      'a purchase after the last order',
      '{all: [{bought: {category: tea, within: 7 days}}, {last_order: more than 8 days ago}]}',
    ],
    [
      'more within a month than within a year',
      '{all: [{bought: {times: at least 3, within: 30 days}}, {bought: {times: at most 2, within: 1 year}}]}',
    ],
    ['more tea than orders', '{all: [{bought: {category: tea, times: at least 4}}, {orders: at most 3}]}'],
    [
      'years with a shop that she has just found',
      '{all: [{years_as_customer: at least 2}, {first_order: within the last 30 days}]}',
    ],
    ['rank without orders', '{all: [{orders: exactly 0}, {total_spent: top 10 percent}]}'],
    ['a rank within a rank', '{all: [{total_spent: top 10 percent}], none: [{total_spent: top 20 percent}]}'],
    ['on both sides of the average', '{all: [{total_spent: above the average}, {total_spent: below the average}]}'],
    ['an age without a birthday', '{all: [{age: at least 18}, {birthday: not set}]}'],
    ['a segment and its opposite', '{all: [{in_segment: fresh}, {last_order: more than 90 days ago}]}'],
    ['a stage behind a stage', '{all: [{stage: old}, {last_order: today}]}'],
    ['days of this week that are long ago', '{all: [{last_order: this week}, {last_order: more than 7 days ago}]}'],
    [
      'a date in the past that is not over',
      '{all: [{last_order: before 2026-01-01}, {last_order: within the last 90 days}]}',
    ],
    ['two of three that cannot both be', '{at_least: {count: 2, of: [{country: HR}, {country: BA}, {country: SI}]}}'],
    ['consent that is given and never asked', '{all: [{consent: subscribed}, {consent: never asked}]}'],
  ])('%s', (_, who) => {
    expect(problems(who)).toMatchObject([{ code: 'never-holds', severity: 'warning', hint: expect.any(String) }])
  })

  it('names the smallest set of lines, the caret under the last', () => {
    const who = '{all: [{country: HR}, {orders: at least 5}, {last_order: ever}, {orders: at most 3}]}'
    expect(problems(who)).toMatchObject([
      {
        message: '"orders: at most 3" can never hold together with "orders: at least 5"',
        hint: 'nobody can be in x',
        place: { line: 2 },
      },
    ])
  })

  it('shows the list where two words of one fact stand', () => {
    expect(problems('{all: [{country: HR}, {country: BA}]}')[0]?.try).toBe('country: [HR, BA]')
  })

  it('tells a part of any that is in vain, given what stands around it', () => {
    const who =
      '{all: [{last_order: within the last 30 days}, {any: [{last_order: more than 60 days ago}, {tag: vip}]}]}'
    expect(problems(who)).toMatchObject([
      { code: 'never-holds', hint: 'this part of "any" is in vain', message: expect.stringContaining('more than 60') },
    ])
  })

  it('tells a none that leaves nobody out', () => {
    const who = '{all: [{tag: vip}], none: [{all: [{orders: at least 5}, {orders: at most 3}]}]}'
    expect(problems(who)).toMatchObject([{ code: 'never-holds', hint: 'this "none" leaves nobody out' }])
  })
})

describe('a rule that can hold, if only on some days, is left alone', () => {
  it.each([
    ['bounds that meet', '{all: [{orders: at least 3}, {orders: at most 3}]}'],
    [
      'money between two cents of an average',
      '{all: [{average_order: more than 5 EUR}, {average_order: less than 5.01 EUR}]}',
    ],
    ['earlier this week, from Wednesday on', '{all: [{last_order: this week}, {last_order: more than 1 day ago}]}'],
    ['a month that is to come', '{all: [{last_order: since 2027-03-01}]}'],
    ['the same day once in a hundred', '{all: [{last_order: on 2027-03-01}, {last_order: exactly 100 days ago}]}'],
    [
      'months that are longer than others',
      '{all: [{last_order: within the last 2 months}, {last_order: more than 61 days ago}]}',
    ],
    ['hours within a day', '{all: [{last_order: today}, {last_order: more than 12 hours ago}]}'],
    ['one order on one day', '{all: [{orders: exactly 1}, {first_order: today}, {last_order: today}]}'],
    [
      'tea this month, nothing before',
      '{all: [{bought: {category: tea, within: 30 days}}, {first_order: within the last 5 days}]}',
    ],
    ['two tags of one customer', '{all: [{tag: vip}, {tag: wholesale}]}'],
    ['a language and its country', '{all: [{language: hr}], none: [{language: hr-HR}]}'],
    ['a city by its beginning and end', '{all: [{city: starts with za}, {city: ends with eb}]}'],
    ['top and bottom, where everybody is alike', '{all: [{orders: top 10 percent}, {orders: bottom 10 percent}]}'],
    ['a birthday over the new year', '{any: [{birthday: in December}, {birthday: in January}]}'],
    ['a stage by itself', '{all: [{stage: old}]}'],
    ['orders and a tag', '{all: [{any: [{orders: at least 3}, {tag: vip}]}, {orders: at least 1}]}'],
  ])('%s', (_, who) => {
    expect(said(who)).toEqual([])
  })
})

describe('a rule that always holds is told', () => {
  it.each([
    ['a count of nothing or more', '{all: [{country: HR}, {orders: at least 0}]}', 'orders: at least 0'],
    ['either side of a bound', '{all: [{any: [{orders: at most 2}, {orders: more than 1}]}]}', 'any of 2 lines'],
    ['a complement of what never is', '{none: [{orders: exactly 0}, {orders: at least 1}]}', undefined],
    ['every consent there is', '{all: [{consent: [subscribed, unsubscribed, never asked, expired]}]}', 'consent'],
  ])('%s', (_, who, line) => {
    const found = problems(who)
    expect(found).toHaveLength(1)
    if (line) expect(found).toMatchObject([{ code: 'always-holds', message: expect.stringContaining(line) }])
  })
})

describe('any of two negatives is told, with the none to paste', () => {
  it('of one fact and of several', () => {
    const who = '{all: [{country: set}, {any: [{none: [{country: HR}]}, {none: [{country: BA}]}]}]}'
    expect(problems(who)).toMatchObject([
      { code: 'any-of-negatives', try: 'none:\n  - country: HR\n  - country: BA', place: { line: 2 } },
    ])
  })

  it('but not one negative among others', () => {
    expect(said('{any: [{none: [{orders: at least 1}]}, {tag: vip}]}')).toEqual([])
  })
})

describe('none takes in customers of whom nothing is known, which is told where it surprises', () => {
  it.each([
    ['a country', '{none: [{country: HR}]}', 'country: set'],
    ['an age', '{all: [{orders: at least 1}], none: [{age: less than 18}]}', 'age: set'],
    ['orders that are long ago', '{none: [{last_order: more than 180 days ago}]}', 'last_order: ever'],
    ['small baskets', '{none: [{average_order: less than 20 EUR}]}', 'average_order: set'],
    ['deep inside', '{any: [{tag: vip}, {none: [{city: Zagreb}]}]}', 'city: set'],
  ])('%s', (_, who, line) => {
    expect(problems(who)).toMatchObject([{ code: 'none-of-missing', try: line }])
  })

  it.each([
    ['the rule asks for the value', '{all: [{country: set}], none: [{country: HR}]}'],
    ['the rule takes in the missing by name', '{any: [{country: not set}, {none: [{country: HR}]}]}'],
    ['another line needs the value', '{all: [{orders: at least 1}], none: [{last_order: more than 180 days ago}]}'],
    ['a segment needs the value', '{all: [{in_segment: fresh}], none: [{last_order: more than 180 days ago}]}'],
    ['who never ordered has not ordered lately either', '{none: [{last_order: within the last 30 days}]}'],
    ['who has no birthday has none today', '{none: [{birthday: today}]}'],
    ['counts are never missing', '{none: [{orders: at least 3}]}'],
    ['two times none is no none', '{none: [{none: [{country: HR}]}]}'],
  ])('not where %s', (_, who) => {
    expect(said(who)).toEqual([])
  })
})

describe('a line about opens and clicks that asks further back than they are kept', () => {
  it.each([
    '{all: [{last_clicked: within the last 24 months}]}',
    '{all: [{last_opened: more than 14 months ago}]}',
    '{all: [{last_clicked: since 2024-01-01}]}',
    '{all: [{clicked: {link: contains /sale, within: 2 years}}]}',
    '{none: [{bounced: {times: at least 2, within: 400 days}}]}',
  ])('%s', (who) => {
    const line = expect.stringMatching(/asks further back than reports about emails are kept: 13 months$/)
    expect(problems(who)).toContainEqual(
      expect.objectContaining({ code: 'asks-forgotten', severity: 'warning', message: line }),
    )
  })

  it.each([
    '{all: [{last_clicked: within the last 13 months}]}',
    '{all: [{last_clicked: more than 90 days ago}]}',
    '{all: [{last_clicked: ever}]}',
    '{all: [{clicked: anything}]}',
    '{all: [{emailed: {within: 3 years}}]}',
    '{all: [{last_emailed: within the last 24 months}]}',
    '{all: [{last_order: within the last 24 months}]}',
  ])('%s is fine', (who) => expect(said(who).filter((one) => one.startsWith('asks-forgotten'))).toEqual([]))
})
