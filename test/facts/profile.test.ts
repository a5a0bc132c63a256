import { beforeAll, describe, expect, it } from 'vitest'
import { fold } from '../../src/text/index.ts'
import { openShop, type TestShop } from './support.ts'

const NOW = '2026-03-01T10:00'

describe('who a customer is', () => {
  let shop: TestShop

  beforeAll(async () => {
    shop = await openShop()
    const place = (city: string) => ({ city, city_folded: fold(city) })
    await shop.customer('ana', {
      country: 'HR',
      language: 'hr-HR',
      time_zone: 'Europe/Zagreb',
      currency: 'EUR',
      ...place('ČAKOVEC'),
    })
    await shop.customer('bo', { country: 'SI', language: 'hr', ...place('Ljubljana') })
    await shop.customer('cid', { country: 'US', language: 'hrv', ...place('Alte  Straße') })
    await shop.customer('dan')
    await shop.customer('later', { exists_from: shop.at('2026-03-01T10:01') })
  })

  it.each([
    ['country: HR', ['ana']],
    ['country: [Croatia, SI]', ['ana', 'bo']],
    ['country: not set', ['dan']],
    ['language: hr', ['ana', 'bo']],
    ['language: hr-HR', ['ana']],
    ['language: set', ['ana', 'bo', 'cid']],
    ['time_zone: europe/zagreb', ['ana']],
    ['currency: EUR', ['ana']],
    ['city: čakovec', ['ana']],
    ['city: cakovec', []],
    ['city: contains ANA', ['bo']],
    ['city: starts with ča', ['ana']],
    ['city: ends with VEC', ['ana']],
    ['city: ends with aße', ['cid']],
    ['city: ends with a very long word that no town has', []],
    ['city: "alte  straße"', ['cid']],
    ['city: alte straße', []],
    ['city: set', ['ana', 'bo', 'cid']],
  ])('%s holds %j', async (line, ids) => {
    expect(await shop.who(line, NOW)).toEqual(ids)
  })

  it('a customer without a dated trace exists always, others from their first', async () => {
    expect(Object.keys(await shop.values('country: set', NOW))).toEqual(['ana', 'bo', 'cid', 'dan'])
    expect(Object.keys(await shop.values('country: set', '2026-03-01T10:01'))).toContain('later')
  })

  it('a sign-up after now is not seen', async () => {
    const other = await openShop()
    await other.customer('eva', { signed_up_at: other.at(NOW) })
    expect(await other.who('signed_up: ever', NOW)).toEqual(['eva'])
    expect(await other.who('signed_up: never', '2026-03-01T09:59')).toEqual(['eva'])
  })
})

describe('tags and lists', () => {
  it('a line asks whether one of them fits', async () => {
    const shop = await openShop()
    const [ana, bo] = [await shop.customer('ana'), await shop.customer('bo')]
    await shop.customer('cid')
    for (const tag of ['VIP', 'Tea lover'])
      await shop.insert('customer_tags', { customer: ana, tag, tag_folded: fold(tag) })
    await shop.insert('customer_tags', { customer: bo, tag: 'new', tag_folded: 'new' })
    expect(await shop.who('tag: vip', NOW)).toEqual(['ana'])
    expect(await shop.who('tag: [VIP, new]', NOW)).toEqual(['ana', 'bo'])
    expect(await shop.who('tag: contains tea', NOW)).toEqual(['ana'])
    expect(await shop.who('tag: set', NOW)).toEqual(['ana', 'bo'])
    expect(await shop.who(['tag: vip', 'tag: starts with tea'], NOW)).toEqual(['ana'])
    expect(await shop.who('tag: not set', NOW)).toEqual(['cid'])
  })
})

describe('the attributes of the shop', () => {
  let shop: TestShop

  beforeAll(async () => {
    shop = await openShop()
    const ana = await shop.customer('ana')
    await shop.customer('bo')
    const give = (name: string, row: Record<string, unknown>) =>
      shop.insert('customer_attributes', { customer: ana, name, position: 0, ...row })
    await give('colour', { text: 'Red', folded: 'red' })
    await give('shoe_size', { number: 41.5 })
    await give('budget', { number: 4990 })
    await give('renewal', { number: shop.at('2026-03-04'), month_day: '03-04', year: 2026 })
    await give('name_day', { month_day: '03-02', year: null })
    await give('wholesale', { number: 0 })
    await give('likes', { text: 'Tea', folded: 'tea' })
    await give('likes', { text: 'Cakes', folded: 'cakes', position: 1 })
  })

  it.each([
    ['colour: RED', ['ana']],
    ['colour: not set', ['bo']],
    ['shoe_size: at least 41.5', ['ana']],
    ['shoe_size: more than 41.5', []],
    ['shoe_size: not set', ['bo']],
    ['budget: less than 50 EUR', ['ana']],
    ['budget: exactly 49.90 EUR', ['ana']],
    ['renewal: in 3 days', ['ana']],
    ['renewal: never', ['bo']],
    ['name_day: tomorrow', ['ana']],
    ['name_day: set', ['ana']],
    ['wholesale: no', ['ana']],
    ['wholesale: yes', []],
    ['wholesale: [yes, no]', ['ana']],
    ['wholesale: not set', ['bo']],
    ['likes: [cakes, coffee]', ['ana']],
    ['likes: not set', ['bo']],
  ])('%s holds %j', async (line, ids) => {
    expect(await shop.who(line, NOW)).toEqual(ids)
  })
})

describe('consent and suppression', () => {
  it('are never missing', async () => {
    const shop = await openShop()
    const [ana, bo] = [await shop.customer('ana'), await shop.customer('bo')]
    await shop.customer('cid')
    await shop.insert('consents', {
      customer: ana,
      status: 'subscribed',
      at: shop.at('2026-01-01'),
      recorded_at: 1,
      source: 'test',
    })
    await shop.insert('consents', { customer: bo, status: 'unsubscribed', at: null, recorded_at: 1, source: 'test' })
    await shop.insert('suppressions', { customer: bo, reason: 'bounced', since: shop.at('2026-02-01'), recorded_at: 1 })
    expect(await shop.values('consent: subscribed', NOW)).toEqual({
      ana: 'subscribed',
      bo: 'unsubscribed',
      cid: 'never asked',
    })
    expect(await shop.who('consent: [subscribed, never asked]', NOW)).toEqual(['ana', 'cid'])
    expect(await shop.who('consent: never asked', '2025-12-31')).toEqual(['ana', 'cid'])
    expect(await shop.who('suppressed: no', NOW)).toEqual(['ana', 'cid'])
    expect(await shop.who('suppressed: bounced', '2026-01-31')).toEqual([])
  })
})
