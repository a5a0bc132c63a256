import { describe, expect, it } from 'vitest'
import { readGoals } from '../../src/goals/index.ts'

const read = (text: string) => readGoals('goals.yaml', text, { shop: { currency: 'EUR' }, segments: ['high-value'] })

describe('goals.yaml', () => {
  it('reads a number, how it shall move and by when; without more it is measured against the year before', () => {
    const { value, problems } = read('- churn: 10 percent lower by 2027-03-31\n')

    expect(problems).toEqual([])
    expect(value).toMatchObject([
      {
        ...{ metric: 'churn', direction: 'lower', target: { kind: 'part', part: 0.1 }, by: '2027-03-31' },
        ...{ since: '2026-03-31', over: 365, reading: 'days', baseline: undefined },
      },
    ])
  })

  it('reads money in minor units, points, counts, and the period that a goal begins with', () => {
    const { value, problems } = read(`
- order_value: at least 45.50 EUR by 2027-03-31
  baseline: 2026-01-01 to 2026-06-30
  over: 90 days
- kept_share: 5 points higher by 2027-03-31
  since: 2026-11-01
  reading: rhythm
- size: at least 500 by 2027-03-31
  segment: high-value
`)
    expect(problems).toEqual([])
    expect(value).toMatchObject([
      { target: { kind: 'value', value: 4550 }, since: '2026-07-01', over: 90 },
      { target: { kind: 'points', points: 0.05 }, since: '2026-11-01', reading: 'rhythm' },
      { target: { kind: 'value', value: 500 }, segment: 'high-value' },
    ])
  })

  it.each([
    ['- churn: less by 2027-03-31', 'churn: 10 percent lower by 2027-03-31'],
    ['- order_value: at least 45 USD by 2027-03-31', 'order_value: at least 45 EUR by 2027-03-31'],
    ['- revenue: 5 points higher by 2027-03-31', 'revenue: 10 percent higher by 2027-03-31'],
    ['- churn: 10 percent lower by 2027-02-30', 'churn: 10 percent lower by 2027-03-31'],
    ['- {churn: 10 percent lower by 2027-03-31, over: ever}', 'over: 90 days'],
    ['- {size: at least 5 by 2027-03-31}', 'segment: high-value'],
    ['- {size: at least 5 by 2027-03-31, segment: high-valeu}', 'high-value'],
    ['- since: 2026-01-01', '- churn: 10 percent lower by 2027-03-31'],
  ])('%s is refused with the line to paste', (text, line) => {
    const { value, problems } = read(`${text}\n`)
    expect(value).toEqual([])
    expect(problems.map((problem) => [problem.place?.file, problem.try])).toEqual([['goals.yaml', line]])
  })

  it('says what a misspelt number was meant to be', () => {
    expect(read('- chrun: 10 percent lower by 2027-03-31\n').problems).toMatchObject([{ code: 'unknown-key' }])
  })

  it('of comments alone holds no goal', () => {
    expect(read('# none yet\n')).toMatchObject({ value: [], problems: [] })
  })

  it('refuses a goal that ends before it begins', () => {
    expect(read('- {churn: 10 percent lower by 2026-03-31, since: 2026-05-01}\n').value).toEqual([])
  })
})
