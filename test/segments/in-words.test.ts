import { describe, expect, it } from 'vitest'
import { inWords, sayRule } from '../../src/segments/index.ts'
import { aRule } from './a-segment.ts'

describe('a rule in words', () => {
  it('is an English sentence', () => {
    const who = aRule('all: [{last_order: more than 180 days ago}]\nnone: [{in_segment: vip}]\n')
    const sentence = 'Lapsed customers: last ordered more than 180 days ago, and not in vip.'
    expect(inWords({ title: 'Lapsed customers', who })).toBe(sentence)
  })

  it.each([
    ['all: [{orders: exactly 1}]', 'exactly 1 order'],
    ['all: [{orders: at least 2}, {country: [HR, SI]}]', 'at least 2 orders, and country HR or SI'],
    ['all: [{total_spent: top 10 percent}]', 'top 10 percent by total spent'],
    ['all: [{total_spent: above the average}]', 'above the average of total spent'],
    ['all: [{last_order: never}]', 'never ordered'],
    ['any: [{tag: vip}, {city: Zagreb}]', 'tagged vip, or city Zagreb'],
    ['none: [{tag: vip}, {city: Zagreb}]', 'none of these: tagged vip; city Zagreb'],
    [
      'all: [{tag: vip}, {any: [{age: at least 18}, {age: not set}]}]',
      'tagged vip, and (at least 18 years old, or age not set)',
    ],
    [
      'all: [{at_least: {count: 2, of: [{tag: vip}, {city: Zagreb}, {orders: at least 2}]}}]',
      'at least 2 of these: tagged vip; city Zagreb; at least 2 orders',
    ],
    ['all: [{in_segment: {name: vip, for: at least 30 days}}]', 'in vip for at least 30 days'],
    ['all: [{entered_segment: {name: vip, within: 7 days}}]', 'entered vip within 7 days'],
    ['all: [{topic: {name: news, is: [expired, unsubscribed]}}]', 'expired or unsubscribed about news'],
    ['all: [{bucket: {name: spring, share: 10 percent}}]', 'in 10 percent of spring'],
    [
      'all: [{last_clicked: never}, {usual_gap: at most 30 days}]',
      'never clicked in an email, and usual gap at most 30 days',
    ],
    ['all: [{emailed: {campaign: welcome, within: 30 days}}]', 'emailed (campaign: welcome, within: 30 days)'],
    ['all: [{rfm_group: [champions, at risk]}]', 'rfm group champions or at risk'],
    ['all: [{bought: {category: tea, within: 30 days}}]', 'bought (category: tea, within: 30 days)'],
  ])('says %s', (text, words) => expect(sayRule(aRule(text))).toBe(words))
})
