import { describe, expect, it } from 'vitest'
import { vocabularyOf } from '../../src/facts/index.ts'
import { showProblem } from '../../src/problem.ts'
import { problemsOf, read, testShop } from './support.ts'

const vocabulary = vocabularyOf(testShop())

/** The canonical text of a line. */
function said(line: string): string {
  return read(line, vocabulary)
    .map(({ text }) => text)
    .join(' | ')
}

describe('a line in its canonical form', () => {
  it.each([
    ['orders:   at least  1 000', 'orders: at least 1000'],
    ['orders: At Least 3', 'orders: at least 3'],
    ['total_spent: at least 500 eur', 'total_spent: at least 500 EUR'],
    ['total_spent: at least 49.9 EUR', 'total_spent: at least 49.90 EUR'],
    ['total_spent: between 50 EUR and 100.50 EUR', 'total_spent: between 50 and 100.50 EUR'],
    ['total_spent: top 1 customers', 'total_spent: top 1 customer'],
    ['total_spent: top 12.5 percent', 'total_spent: top 12.5 percent'],
    ['total_spent: above the Average', 'total_spent: above the average'],
    ['last_order: within the last 1 days', 'last_order: within the last 1 day'],
    ['last_order: exactly 7 day ago', 'last_order: exactly 7 days ago'],
    ['last_order: between 3 and 6 months ago', 'last_order: between 3 and 6 months ago'],
    ['birthday: in march', 'birthday: in March'],
    ['birthday: within the next 1 week', 'birthday: within the next 7 days'],
    ['country: [Croatia, ba, UK]', 'country: [HR, BA, GB]'],
    ['language: hr_HR', 'language: hr-HR'],
    ['city: contains grad', 'city: contains grad'],
    ['city: "007"', 'city: "007"'],
    ['city: 10', 'city: "10"'],
    ['consent: Subscribed', 'consent: subscribed'],
    ['in_segment: [vip, new]', 'in_segment: [vip, new]'],
    ['in_segment: {name: vip, for: at least 2 weeks}', 'in_segment: {name: vip, for: at least 14 days}'],
    ['entered_segment: {name: at-risk, within: 7 days}', 'entered_segment: {name: at-risk, within: 7 days}'],
    [
      'left_segment: {name: vip, between: 2026-01-01 and 2026-01-31}',
      'left_segment: {name: vip, between: 2026-01-01 and 2026-01-31}',
    ],
    [
      'bought: {within: 180 days, times: at least 2, category: tea}',
      'bought: {category: tea, times: at least 2, within: 180 days}',
    ],
    ['bought: {category: tea, times: at least 1}', 'bought: {category: tea}'],
    [
      'bought: {category: tea, times: at least 2, spent: at least 20 EUR}',
      'bought: {category: tea, times: at least 2} | bought: {category: tea, spent: at least 20 EUR}',
    ],
    [
      'bought: {category: tea, not_followed_by: {bought: {category: [cups, pots]}, within: 1 week}}',
      'bought: {category: tea, not_followed_by: {bought: {category: [cups, pots]}, within: 7 days}}',
    ],
    [
      'viewed: {sum of price: at least 100 EUR, since: 2026-01-01}',
      'viewed: {sum of price: at least 100 EUR, since: 2026-01-01}',
    ],
    ['returned: anything', 'returned: anything'],
    ['usual_gap: between 2 and 4 weeks', 'usual_gap: between 14 and 28 days'],
    ['usual_gap: at most 1 days', 'usual_gap: at most 1 day'],
    ['usual_gap: top 10 percent', 'usual_gap: top 10 percent'],
    ['overdue_ratio: at least 1.5', 'overdue_ratio: at least 1.5'],
    ['next_order_expected: within the next 1 weeks', 'next_order_expected: within the next 1 week'],
    ['rfm_group: [Champions, at risk]', 'rfm_group: [champions, at risk]'],
    ['consent: [unsubscribed, Expired]', 'consent: [unsubscribed, expired]'],
    ['topic: {is: [subscribed, never asked], name: news}', 'topic: {name: news, is: [subscribed, never asked]}'],
    ['bucket: {share: 12.50 percent, name: spring}', 'bucket: {name: spring, share: 12.5 percent}'],
    [
      'clicked: {within: 30 days, link: contains /sale, campaign: [a, b]}',
      'clicked: {campaign: [a, b], link: contains /sale, within: 30 days}',
    ],
    [
      'emailed: {campaign: welcome, not_followed_by: {clicked: {campaign: welcome}, within: 7 days}}',
      'emailed: {campaign: welcome, not_followed_by: {clicked: {campaign: welcome}, within: 7 days}}',
    ],
  ])('%s is said %s', (line, canonical) => {
    expect(said(line)).toBe(canonical)
  })

  it('the canonical form of any example reads as itself', () => {
    for (const { name, example } of [...vocabulary.facts, ...vocabulary.events]) {
      const once = said(`${name}: ${example}`)
      expect(once.split(' | ').map(said).join(' | ')).toBe(once)
    }
  })

  it('an event is bounded by the start of a journey there, so anything may be bought', () => {
    expect(read('bought: anything', vocabulary, 'since the start')[0]?.text).toBe('bought: anything')
  })
})

describe('a mistake names what is wrong and the line to paste', () => {
  it.each([
    ['orders: 3', 'bare-number', 'orders: exactly 3'],
    ['orders: ">= 3"', 'symbol', 'orders: at least 3'],
    ['orders: "< 3"', 'symbol', 'orders: less than 3'],
    ['orders: 3 or more', 'unknown-phrase', 'orders: at least 3'],
    ['orders: 3+', 'unknown-phrase', 'orders: at least 3'],
    ['orders: 2-5', 'unknown-phrase', 'orders: between 2 and 5'],
    ['orders: at least 1,000', 'thousands', 'orders: at least 1000'],
    ['orders: at least 2.5', 'whole-number', 'orders: at least 3'],
    ['orders: at least -1', 'whole-number', 'orders: at least 0'],
    ['orders: between 5 and 2', 'backwards', 'orders: between 2 and 5'],
    ['orders: at least 3 orders', 'unknown-phrase', 'orders: at least 3'],
    ['orders: many', 'unknown-phrase', undefined],
    ['orders: [1, 2]', 'wrong-shape', undefined],
    ['orders:', 'empty', undefined],
    ['total_spent: 500', 'missing-currency', 'total_spent: at least 500 EUR'],
    ['total_spent: between 50 and 100', 'missing-currency', 'total_spent: between 50 and 100 EUR'],
    ['total_spent: at least 500 USD', 'other-currency', 'total_spent: at least 460 EUR'],
    ['total_spent: at least 500 GBP', 'other-currency', undefined],
    ['total_spent: at least 500 XQX', 'unknown-currency', 'total_spent: at least 500 EUR'],
    ['total_spent: at least €500', 'symbol', 'total_spent: at least 500 EUR'],
    ['total_spent: at least 500€', 'symbol', 'total_spent: at least 500 EUR'],
    ['total_spent: at least 12.345 EUR', 'too-many-decimals', 'total_spent: at least 12.35 EUR'],
    ['total_spent: between 100 and 50 EUR', 'backwards', 'total_spent: between 50 and 100 EUR'],
    ['total_spent: top 10%', 'symbol', 'total_spent: top 10 percent'],
    ['total_spent: top 10', 'missing-unit', 'total_spent: top 10 percent'],
    ['total_spent: top 150 percent', 'impossible-share', 'total_spent: top 150 customers'],
    ['total_spent: bottom 0 percent', 'impossible-share', 'total_spent: bottom 10 percent'],
    ['total_spent: top 0 customers', 'impossible-share', 'total_spent: top 1 customer'],
    ['total_spent: more than the average', 'unknown-phrase', 'total_spent: above the average'],
    ['last_order: in the last 30 days', 'unknown-phrase', 'last_order: within the last 30 days'],
    ['last_order: last 30 days', 'unknown-phrase', 'last_order: within the last 30 days'],
    ['last_order: within 30 days', 'unknown-phrase', 'last_order: within the last 30 days'],
    ['last_order: within the last 30', 'missing-unit', 'last_order: within the last 30 days'],
    ['last_order: more than 60', 'missing-unit', 'last_order: more than 60 days ago'],
    ['last_order: "> 60 days"', 'unknown-phrase', 'last_order: more than 60 days ago'],
    ['last_order: 60 days ago', 'unknown-phrase', 'last_order: exactly 60 days ago'],
    ['last_order: over a month ago', 'unknown-phrase', 'last_order: more than 1 month ago'],
    ['usual_gap: between 20 days and 40 days', 'unknown-phrase', 'usual_gap: between 20 and 40 days'],
    ['usual_gap: 2 weeks to 40 days', 'unknown-phrase', 'usual_gap: between 14 and 40 days'],
    ['last_order: between 20 days and 40 days ago', 'unknown-phrase', 'last_order: between 20 and 40 days ago'],
    ['last_order: 1 week ago to 3 weeks ago', 'unknown-phrase', 'last_order: between 1 and 3 weeks ago'],
    ['last_order: between 1 week and 3 months ago', 'unknown-phrase', undefined],
    ['last_order: between 180 and 90 days ago', 'backwards', 'last_order: between 90 and 180 days ago'],
    ['last_order: between 90 and 90 days ago', 'backwards', 'last_order: exactly 90 days ago'],
    ['last_order: between 90 and 180 days', 'unknown-phrase', 'last_order: between 90 and 180 days ago'],
    ['last_order: 2026-01-01', 'unknown-phrase', 'last_order: on 2026-01-01'],
    ['last_order: after 2026-01-01', 'unknown-phrase', 'last_order: since 2026-01-01'],
    ['last_order: at least 60 days ago', 'unknown-phrase', 'last_order: more than 59 days ago'],
    ['last_order: less than 30 days ago', 'unknown-phrase', 'last_order: within the last 29 days'],
    ['last_order: on 2026-02-30', 'no-such-day', 'last_order: on 2026-02-28'],
    ['last_order: on 2026-13-01', 'no-such-day', undefined],
    ['last_order: between 2026-02-01 and 2026-01-01', 'backwards', 'last_order: between 2026-01-01 and 2026-02-01'],
    ['last_order: in 3 days', 'wrong-direction', undefined],
    ['last_order: within the last 999999 days', 'too-long', undefined],
    ['last_order: top 10 percent', 'unknown-phrase', undefined],
    ['birthday: within the next 400 days', 'too-long', undefined],
    ['last_order: not set', 'unknown-phrase', 'last_order: never'],
    ['average_order: never', 'unknown-phrase', 'average_order: not set'],
    ['birthday: March', 'unknown-phrase', 'birthday: in March'],
    ['birthday: 3 days', 'unknown-phrase', 'birthday: in 3 days'],
    ['country: Croatai', 'unknown-country', 'country: HR'],
    ['country: top 10 percent', 'rank-on-text', undefined],
    ['country: not HR', 'negated', 'none: [country: HR]'],
    ['country: HR, BA', 'wrong-shape', 'country: [HR, BA]'],
    ['country: HR, Atlantis', 'unknown-country', undefined],
    ['country: []', 'empty', undefined],
    ['country: {name: HR}', 'wrong-shape', undefined],
    ['city: contains', 'empty', undefined],
    ['city: [Zagreb, contains grad]', 'wrong-shape', undefined],
    ['language: Croatian!', 'unknown-language', 'language: hr'],
    ['consent: subscribd', 'unknown-word', 'consent: subscribed'],
    ['usual_gap: at least 30', 'missing-unit', 'usual_gap: at least 30 days'],
    ['usual_gap: 30', 'missing-unit', 'usual_gap: at least 30 days'],
    ['usual_gap: 30 days', 'unknown-phrase', 'usual_gap: at least 30 days'],
    ['usual_gap: "> 2 weeks"', 'symbol', 'usual_gap: more than 2 weeks'],
    ['recency_score: at least 6', 'whole-number', 'recency_score: at least 5'],
    ['recency_score: 4', 'bare-number', 'recency_score: exactly 4'],
    ['rfm_group: champion', 'unknown-word', 'rfm_group: champions'],
    ['topic: news', 'wrong-shape', 'topic: {name: news, is: subscribed}'],
    ['topic: {name: newz, is: subscribed}', 'unknown-topic', 'name: news'],
    ['topic: {name: news, is: subscribd}', 'unknown-word', 'is: subscribed'],
    ['topic: {name: news, is: not set}', 'unknown-word', undefined],
    ['topic: {name: news}', 'missing-key', undefined],
    ['bucket: spring', 'wrong-shape', 'bucket: {name: spring-test, share: 10 percent}'],
    ['bucket: {name: spring, share: 10%}', 'symbol', 'share: 10 percent'],
    ['bucket: {name: spring, share: 10}', 'missing-unit', 'share: 10 percent'],
    ['bucket: {name: spring, share: 110 percent}', 'impossible-share', 'share: 10 percent'],
    ['bucket: {share: 10 percent}', 'missing-key', undefined],
    ['opened: {link: set}', 'unknown-key', undefined],
    ['suppressed: yes', 'unknown-word', undefined],
    ['wholesale: true', 'unknown-word', 'wholesale: yes'],
    ['stage: at-rsk', 'unknown-word', 'stage: at-risk'],
    ['in_segment: {name: vip, for: 30}', 'missing-unit', 'for: at least 30 days'],
    ['in_segment: {for: at least 30 days}', 'missing-key', undefined],
    ['in_segment: []', 'empty', undefined],
    ['entered_segment: {name: vip, within: 7}', 'missing-unit', 'within: 7 days'],
    ['entered_segment: {name: vip, within: 7 days, since: 2026-01-01}', 'two-windows', undefined],
    ['ordrs: at least 3', 'unknown-fact', 'orders: at least 3'],
    ['whatever: at least 3', 'unknown-fact', undefined],
    ['nps: at least 9', 'arrives-later', undefined],
    ['answered: {survey: nps}', 'arrives-later', undefined],
    ['bought: anything', 'said-another-way', 'orders: at least 1'],
    ['bought: {times: exactly 1}', 'said-another-way', 'orders: exactly 1'],
    ['bought: {average: at least 20 EUR}', 'said-another-way', 'average_order: at least 20 EUR'],
    ['bought: tea', 'wrong-shape', 'bought: {category: tea}'],
    ['bought: within the last 30 days', 'wrong-shape', 'bought: {within: 30 days}'],
    ['bought: never', 'negated', 'orders: exactly 0'],
    ['returned: never', 'negated', 'returned: {times: exactly 0}'],
    ['bought: at least 2', 'wrong-shape', 'orders: at least 2'],
    ['bought: [tea]', 'wrong-shape', undefined],
    ['bought: {categry: tea}', 'unknown-key', 'category: tea'],
    ['bought: {within: 30}', 'missing-unit', 'within: 30 days'],
    ['bought: {within: 30 days, since: 2026-01-01}', 'two-windows', undefined],
    ['bought: {order_total: top 10 percent, within: 30 days}', 'rank-on-filter', undefined],
    ['bought: {category: tea, followed_by: {bought: anything}}', 'missing-key', undefined],
    ['bought: {category: tea, followed_by: {bought: anything, within: 3}}', 'missing-unit', 'within: 3 days'],
    ['bought: {category: tea, followed_by: {baught: anything, within: 3 days}}', 'unknown-fact', 'bought: anything'],
    ['bought: {category: tea, followed_by: {answered: anything, within: 3 days}}', 'arrives-later', undefined],
    [
      'bought: {distinct_products: at least 2, followed_by: {bought: anything, within: 3 days}}',
      'not-in-sequence',
      undefined,
    ],
    ['viewed: {sum of category: at least 2}', 'unknown-key', undefined],
  ])('%s: %s, try %s', (line, code, paste) => {
    const [problem] = problemsOf(line, vocabulary)
    expect([problem?.code, problem?.try]).toEqual([code, paste])
    expect(problem?.place).toBeDefined()
    const part = code === 'missing-unit' || code === 'unknown-key' || /^(?:name|is|share): /.test(paste ?? '')
    if (paste && !paste.startsWith('none') && !part && !line.includes('followed_by')) {
      expect(problemsOf(paste, vocabulary)).toEqual([])
    }
  })

  it('shows phrases that can be pasted where none is near', () => {
    const hintOf = (line: string) => problemsOf(line, vocabulary)[0]?.hint
    expect(hintOf('total_spent: lots')).toBe(
      'write for example at least 3 EUR, at most 3 EUR, more than 3 EUR, less than 3 EUR',
    )
    expect(hintOf('last_order: lately')).toBe(
      'write for example within the last 30 days, more than 30 days ago, between 30 and 60 days ago, exactly 30 days ago',
    )
  })

  it('says all that is wrong with an event at once', () => {
    const problems = problemsOf('bought: {categry: tea, times: 3, within: 30}', vocabulary)
    expect(problems.map(({ code }) => code)).toEqual(['unknown-key', 'bare-number', 'missing-unit'])
  })

  it('shows the missing currency as the manual does', () => {
    const source = '    - total_spent: at least 500'
    const [problem] = problemsOf('total_spent: at least 500', vocabulary)
    if (!problem?.place) throw new Error('no place')
    const place = { ...problem.place, file: 'segments/high-value.yaml', column: 20, endColumn: 32 }
    expect(showProblem({ ...problem, place }, source)).toContain(`  1 │     - total_spent: at least 500
    │                    ^^^^^^^^^^^^ every amount of money names its currency
  try   total_spent: at least 500 EUR`)
    expect(problem.message).toBe('"at least 500" of what? The currency is missing')
  })

  it('a shop without decimals has whole amounts', () => {
    const yen = vocabularyOf(testShop({ currency: 'JPY' }))
    expect(read('total_spent: at least 5 000 JPY', yen)[0]?.condition).toEqual({ is: 'at least', amount: 5000 })
    expect(problemsOf('total_spent: at least 0.5 JPY', yen)[0]?.code).toBe('too-many-decimals')
  })
})

describe('a measure of an event’s own number', () => {
  const priced = (filters: Record<string, 'text' | 'number' | 'money'>) =>
    vocabularyOf(testShop({ events: [{ name: 'viewed', description: undefined, filters }] }))

  it('needs no name where the event has only one', () => {
    const [clause] = read('viewed: {sum: at least 5 EUR}', priced({ category: 'text', price: 'money' }))

    expect(clause?.text).toBe('viewed: {sum of price: at least 5 EUR}')
  })

  it('is named where it has several', () => {
    const problems = problemsOf('viewed: {sum: at least 5 EUR}', priced({ seconds: 'number', price: 'money' }))

    expect(problems).toHaveLength(1)
  })
})
