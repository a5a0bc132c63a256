import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { vocabularyOf } from '../../src/facts/index.ts'
import { readSegment, readSegments, testExamples } from '../../src/segments/index.ts'
import { aShop } from '../support/naive/a-shop.ts'

const NOW = Date.parse('2026-11-22T08:00:00Z')
const shop = aShop({
  attributes: [
    { name: 'likes', type: 'list', description: undefined },
    { name: 'gift', type: 'yes/no', description: undefined },
    { name: 'ends', type: 'date', description: undefined },
  ],
})
const vocabulary = vocabularyOf(shop)

/** What becomes of one example of a rule: `in`, `out`, or the problem in its way. */
function verdict(who: string, customer: string): string {
  const text = `segment: x\nwho: ${who}\nexamples:\n  - customer: ${customer}\n    expect: in\n`
  const { value, problems } = readSegment('segments/x.yaml', text, { vocabulary, events: 'ever' })
  const [result] = value ? testExamples(value, vocabulary, NOW) : []
  return result?.got ?? problems.map(({ code }) => code).join(' ')
}

describe('examples', () => {
  it.each([
    ['{all: [{orders: at least 2}]}', '{orders: 2}', 'in'],
    ['{all: [{orders: exactly 0}]}', '{country: HR}', 'in'],
    ['{all: [{average_order: less than 50 EUR}]}', '{country: HR}', 'out'],
    ['{all: [{total_spent: at least 500 EUR}]}', '{total_spent: 500 EUR}', 'in'],
    ['{all: [{total_spent: at least 500 EUR}]}', '{total_spent: 499.99 EUR}', 'out'],
    ['{all: [{total_spent: top 10 percent}]}', '{total_spent: top 10 percent}', 'in'],
    ['{all: [{total_spent: top 10 percent}]}', '{total_spent: [500 EUR, top 11 percent]}', 'out'],
    ['{all: [{total_spent: top 10 percent}]}', '{total_spent: 5000 EUR}', 'out'],
    ['{all: [{last_order: between 90 and 180 days ago}]}', '{last_order: 180 days ago}', 'in'],
    ['{all: [{last_order: between 90 and 180 days ago}]}', '{last_order: 90 days ago}', 'out'],
    ['{all: [{last_order: on 2026-02-03}]}', '{last_order: 2026-02-03}', 'in'],
    ['{all: [{last_order: never}]}', '{orders: 0}', 'in'],
    ['{all: [{last_order: within the last 2 months}]}', '{last_order: 2 months ago}', 'in'],
    ['{all: [{last_order: within the last 36 hours}]}', '{last_order: 37 hours ago}', 'out'],
    ['{all: [{ends: within the next 7 days}]}', '{ends: in 7 days}', 'in'],
    ['{all: [{birthday: within the next 3 days}]}', '{birthday: in 3 days}', 'in'],
    ['{all: [{birthday: today}]}', '{birthday: 1990-11-22}', 'in'],
    ['{all: [{birthday: today}]}', '{birthday: --11-23}', 'out'],
    ['{all: [{first_order_anniversary: today}]}', '{first_order_anniversary: today}', 'in'],
    ['{all: [{country: [HR, SI]}]}', '{country: Croatia}', 'in'],
    ['{none: [{country: HR}]}', '{}', 'in'],
    ['{all: [{city: contains grad}]}', '{city: BEOGRAD}', 'in'],
    ['{all: [{tag: vip}]}', '{tag: [gold, VIP]}', 'in'],
    ['{all: [{likes: not set}]}', '{tag: vip}', 'in'],
    ['{all: [{gift: yes}]}', '{gift: yes}', 'in'],
    ['{all: [{gift: yes}]}', '{gift: no}', 'out'],
    ['{all: [{bought: {category: tea, times: at least 2}}]}', '{bought: {category: tea, times: exactly 2}}', 'in'],
    ['{all: [{bought: {category: tea}}]}', '{bought: {category: coffee}}', 'out'],
    ['{all: [{bought: {category: tea}}]}', '{bought: {category: tea}}', 'in'],
    ['{none: [{in_segment: vip}]}', '{in_segment: vip}', 'out'],
    ['{all: [{usual_gap: at most 30 days}]}', '{usual_gap: 30 days}', 'in'],
    ['{all: [{usual_gap: at most 30 days}]}', '{usual_gap: 5 weeks}', 'out'],
    ['{all: [{usual_gap: below the median}]}', '{usual_gap: below the median}', 'in'],
    ['{all: [{overdue_ratio: at least 1.5}]}', '{overdue_ratio: 1.5}', 'in'],
    ['{all: [{next_order_expected: within the next 7 days}]}', '{next_order_expected: in 7 days}', 'in'],
    ['{all: [{next_order_expected: overdue}]}', '{next_order_expected: yesterday}', 'in'],
    ['{all: [{recency_score: at least 4}]}', '{recency_score: 4}', 'in'],
    ['{all: [{recency_score: at least 4}]}', '{recency_score: 6}', 'wrong-example'],
    ['{all: [{rfm_group: [champions, loyal]}]}', '{rfm_group: loyal}', 'in'],
    ['{none: [{rfm_group: lost}]}', '{}', 'in'],
    ['{all: [{last_clicked: never}]}', '{}', 'in'],
    ['{all: [{last_emailed: more than 30 days ago}]}', '{last_emailed: 31 days ago}', 'in'],
    ['{all: [{clicked: {link: contains sale}}]}', '{clicked: {link: contains sale}}', 'in'],
    ['{all: [{opened: {times: at least 2, within: 30 days}}]}', '{opened: {times: exactly 2, within: 30 days}}', 'in'],
    ['{all: [{opened: {times: at least 2, within: 30 days}}]}', '{opened: {times: exactly 2}}', 'out'],
    ['{none: [{emailed: {campaign: welcome}}]}', '{emailed: anything}', 'in'],
    ['{all: [{consent: expired}]}', '{consent: expired}', 'in'],
    ['{all: [{consent: never asked}]}', '{}', 'in'],
    ['{all: [{topic: {name: news, is: subscribed}}]}', '{topic: {name: news, is: subscribed}}', 'in'],
    ['{all: [{topic: {name: news, is: subscribed}}]}', '{}', 'out'],
    ['{all: [{bucket: {name: a, share: 10 percent}}]}', '{bucket: {name: a, share: 10 percent}}', 'in'],
    ['{all: [{bucket: {name: a, share: 10 percent}}]}', '{bucket: {name: a, share: 10.1 percent}}', 'out'],
    ['{all: [{bucket: {name: a, share: 10 percent}}]}', '{bucket: {name: b, share: 5 percent}}', 'out'],
    ['{all: [{orders: at least 2}]}', '{ordrs: 2}', 'unknown-fact'],
    ['{all: [{orders: at least 2}]}', '{orders: many}', 'wrong-example'],
    ['{all: [{orders: at least 2}]}', '{last_order: recently}', 'wrong-example'],
    ['{all: [{bought: {category: tea}}]}', '{bought: {category: tea, times: more than 2}}', 'wrong-example'],
  ])('judge %s for %s: %s', (who, customer, expected) => expect(verdict(who, customer)).toBe(expected))

  it('that fail name the line that failed them', () => {
    const text =
      'segment: x\nwho: {all: [{orders: at least 2}, {country: HR}]}\nexamples: [{customer: {orders: 3}, expect: in}]\n'
    const { value } = readSegment('segments/x.yaml', text, { vocabulary, events: 'ever' })
    const [result] = value ? testExamples(value, vocabulary, NOW) : []
    expect(result?.problem).toMatchObject({
      code: 'example-failed',
      message: 'This customer is not in x, the example expects in',
      hint: 'country: HR does not hold',
      place: { line: 3 },
    })
  })
})

describe('the shipped segments', () => {
  const folder = resolve(import.meta.dirname, '../../segments')
  const files = readdirSync(folder).map((name) => ({
    file: `segments/${name}`,
    text: readFileSync(resolve(folder, name), 'utf8'),
  }))
  const { value: segments = [], problems } = readSegments(files, { vocabulary, events: 'ever' })

  it('are without a problem', () => {
    expect(problems).toEqual([])
    expect(segments.map(({ name }) => name).sort()).toEqual(
      expect.arrayContaining(['at-risk', 'high-value', 'lapsed', 'new']),
    )
  })

  it('keep what their examples promise, on both sides of each edge', () => {
    for (const segment of segments) {
      expect(segment.examples.length, segment.name).toBeGreaterThanOrEqual(4)
      expect(testExamples(segment, vocabulary, NOW).flatMap(({ problem }) => problem ?? [])).toEqual([])
    }
  })

  it('carry a guard', () => {
    for (const { name, guard } of segments) expect(Object.keys(guard), name).toEqual(['dailyChange', 'size'])
  })
})
