import { describe, expect, it } from 'vitest'
import { checkStages, meaningOf } from '../../../src/segments/index.ts'
import { aReading, someSegments } from '../a-segment.ts'

const NOW = Date.UTC(2026, 10, 22, 8)

function said(stages: Readonly<Record<string, string>>): string[] {
  return findings(stages).map(({ problem }) => `${problem.code}: ${problem.message}`)
}

function findings(stages: Readonly<Record<string, string>>) {
  const reading = aReading({ stages: Object.keys(stages) })
  const segments = someSegments(stages, reading)
  return checkStages(new Map(), meaningOf(reading.vocabulary, segments, NOW))
}

const WARM = '{all: [{last_order: within the last 90 days}]}'
const COOL = '{all: [{last_order: between 90 and 180 days ago}]}'
const COLD = '{all: [{last_order: more than 180 days ago}]}'

describe('stages that tile their scale are left alone', () => {
  it.each([
    ['days since the last order', { warm: WARM, cool: COOL, cold: COLD }],
    ['in any order', { cold: COLD, cool: COOL, warm: WARM }],
    ['counts', { one: '{all: [{orders: exactly 1}]}', more: '{all: [{orders: at least 2}]}' }],
    ['money', { small: '{all: [{total_spent: less than 100 EUR}]}', big: '{all: [{total_spent: at least 100 EUR}]}' }],
    ['cents', { small: '{all: [{total_spent: at most 99.99 EUR}]}', big: '{all: [{total_spent: at least 100 EUR}]}' }],
    ['one within another, which comes first on purpose', { today: '{all: [{last_order: today}]}', warm: WARM }],
    [
      'what they share nobody can be',
      {
        new: '{all: [{orders: exactly 1}, {last_order: within the last 120 days}]}',
        cool: '{all: [{orders: at least 2}, {last_order: between 90 and 180 days ago}]}',
      },
    ],
    [
      'what lies between is another stage',
      {
        warm: '{all: [{last_order: within the last 30 days}]}',
        cold: '{all: [{last_order: more than 60 days ago}]}',
        rest: '{all: [{orders: at least 1}]}',
      },
    ],
  ])('%s', (_, stages) => {
    expect(said(stages)).toEqual([])
  })
})

describe('stages that do not meet are told with the stretch between them', () => {
  it('in days', () => {
    const cold = '{all: [{last_order: more than 200 days ago}]}'
    expect(findings({ warm: WARM, cool: COOL, cold })).toMatchObject([
      {
        problem: {
          code: 'stages-gap',
          severity: 'warning',
          message: 'No stage holds "last_order: between 180 and 200 days ago"',
          hint: 'it lies between cool and cold',
          place: { file: 'segments/cold.yaml' },
        },
      },
    ])
  })

  it('by one day, by one order, by one cent', () => {
    expect(said({ warm: WARM, cold: '{all: [{last_order: more than 91 days ago}]}' })).toEqual([
      'stages-gap: No stage holds "last_order: exactly 91 days ago"',
    ])
    expect(said({ few: '{all: [{orders: at most 2}]}', many: '{all: [{orders: more than 3}]}' })).toEqual([
      'stages-gap: No stage holds "orders: exactly 3"',
    ])
    const money = {
      small: '{all: [{total_spent: less than 100 EUR}]}',
      big: '{all: [{total_spent: more than 100 EUR}]}',
    }
    expect(said(money)).toEqual(['stages-gap: No stage holds "total_spent: exactly 100 EUR"'])
  })
})

describe('stages that overlap in part are told with what both hold', () => {
  it('in days', () => {
    const cool = '{all: [{last_order: between 60 and 180 days ago}]}'
    expect(findings({ warm: WARM, cool, cold: COLD })).toMatchObject([
      {
        problem: {
          code: 'stages-overlap',
          message: 'The stages warm and cool overlap: both hold "last_order: between 60 and 90 days ago"',
          hint: 'those customers are in warm, which comes first',
        },
      },
    ])
  })

  it('from today on', () => {
    const [a, b] = ['{all: [{orders: at most 3}]}', '{all: [{orders: at least 3}]}']
    expect(said({ a, b })).toEqual(['stages-overlap: The stages a and b overlap: both hold "orders: exactly 3"'])
  })
})

describe('a stage that nobody can reach is told with the order that mends it', () => {
  it('where an earlier one always holds first', () => {
    const lost = '{all: [{last_order: more than 365 days ago}]}'
    expect(findings({ warm: WARM, cool: COOL, cold: COLD, lost })).toMatchObject([
      {
        problem: {
          code: 'hidden-stage',
          message: 'Nobody is ever in the stage "lost": cold holds whenever it does',
          hint: 'put lost before cold',
          try: 'stages: [warm, cool, lost, cold]',
        },
      },
    ])
  })

  it('where several together do', () => {
    const lost = '{all: [{last_order: more than 30 days ago}]}'
    expect(findings({ warm: WARM, cool: COOL, cold: COLD, lost })).toMatchObject([
      { problem: { code: 'hidden-stage', hint: 'the first stage that holds is the one' } },
    ])
  })
})
