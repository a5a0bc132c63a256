import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { isEventQuestion, occurrences } from '../../src/facts/index.ts'
import { fold } from '../../src/text/index.ts'
import { openShop, read, type TestShop } from './support.ts'

const NOW = '2026-03-31T10:00'

describe('what a customer had to do with our emails', () => {
  let shop: TestShop

  beforeAll(async () => {
    shop = await openShop({ topics: { news: 'News', offers: 'Offers' } })
    const [ana, bo, cid] = [await shop.customer('ana'), await shop.customer('bo'), await shop.customer('cid')]
    await shop.customer('dan')
    await shop.email(ana, '2026-03-01T09:00')
    await shop.email(ana, '2026-03-20T09:00', 'win-back')
    await shop.email(bo, '2026-03-20T09:00', 'Win-Back')
    await shop.email(cid, '2026-04-01T09:00')
    await shop.insert('messages', {
      ...{ campaign: 'welcome', step: 'two', customer: cid, occasion: '1', state: 'queued', reason: 'due' },
      ...{
        purpose: 'marketing',
        template: 'welcome',
        run: 1,
        started_at: 0,
        due_day: 0,
        send_at: shop.at('2026-03-01'),
      },
    })
    const link = 'https://kava.example/Sale?x=1'
    const clicked = { link, link_folded: fold(link) }
    await shop.emailEvent(ana, 'opened', '2026-03-01T09:30')
    await shop.emailEvent(ana, 'opened', '2026-03-20T09:00', { machine: 1 })
    await shop.emailEvent(ana, 'clicked', '2026-03-02T09:30', clicked)
    await shop.emailEvent(ana, 'clicked', '2026-03-31T10:01', clicked)
    await shop.emailEvent(bo, 'clicked', '2026-03-20T09:00', { ...clicked, machine: 1, campaign: 'win-back' })
    await shop.emailEvent(bo, 'opened', '2026-03-21T09:00', { campaign: 'win-back', template: 'x', topic: 'offers' })
    await shop.emailEvent(bo, 'bounced', '2026-02-01T09:00', { detail: 'transient' })
    await shop.emailEvent(bo, 'bounced', '2026-03-21T09:00', { detail: 'permanent' })
    await shop.emailEvent(cid, 'complained', '2026-03-03T09:00')
    await shop.emailEvent(cid, 'delivered', '2026-03-01T09:01')
    const left = { status: 'unsubscribed', recorded_at: 0, source: 'link' }
    await shop.insert('consents', { ...left, customer: cid, at: shop.at('2026-03-05'), campaign: 'welcome' })
    await shop.insert('consents', { ...left, customer: ana, at: shop.at('2026-03-06'), topic: 'offers' })
    await shop.insert('consents', { ...left, customer: bo, at: null })
  })

  it.each([
    ['emailed: anything', ['ana', 'bo']],
    ['emailed: {times: at least 2}', ['ana']],
    ['emailed: {times: exactly 0}', ['cid', 'dan']],
    ['emailed: {campaign: win-back}', ['ana', 'bo']],
    ['emailed: {campaign: welcome, within: 29 days}', []],
    ['emailed: {campaign: welcome, within: 30 days}', ['ana']],
    ['emailed: {template: welcome}', ['ana']],
    ['emailed: {topic: news, times: exactly 1}', ['bo']],
    ['opened: anything', ['ana', 'bo']],
    ['opened: {times: at least 2}', []],
    ['opened: {campaign: welcome}', ['ana']],
    ['opened: {topic: offers}', ['bo']],
    ['opened: {template: [x, y]}', ['bo']],
    ['clicked: anything', ['ana']],
    ['clicked: {times: exactly 1}', ['ana']],
    ['clicked: {link: contains /SALE}', ['ana']],
    ['clicked: {link: starts with http, since: 2026-03-03}', []],
    ['bounced: anything', ['bo']],
    ['bounced: {times: at least 2}', ['bo']],
    ['bounced: {times: exactly 1, within: 30 days}', ['bo']],
    ['complained: anything', ['cid']],
    ['unsubscribed: anything', ['ana', 'cid']],
    ['unsubscribed: {campaign: welcome}', ['cid']],
    ['unsubscribed: {topic: offers}', ['ana']],
    ['unsubscribed: {topic: not set}', ['cid']],
    ['unsubscribed: {within: 25 days}', ['ana']],
    ['last_emailed: within the last 11 days', ['ana', 'bo']],
    ['last_emailed: never', ['cid', 'dan']],
    ['last_opened: within the last 10 days', ['bo']],
    ['last_opened: exactly 30 days ago', ['ana']],
    ['last_clicked: exactly 29 days ago', ['ana']],
    ['last_clicked: never', ['bo', 'cid', 'dan']],
    ['last_visit: never', ['ana', 'bo', 'cid', 'dan']],
  ])('%s holds %j', async (line, ids) => {
    expect(await shop.who(line, NOW)).toEqual(ids)
  })

  it('what happened after the day asked about is invisible', async () => {
    expect(await shop.who('emailed: anything', '2026-03-01T08:59')).toEqual([])
    expect(await shop.who('emailed: anything', '2026-03-01T09:00')).toEqual(['ana'])
    expect(await shop.who('emailed: {campaign: welcome}', '2026-04-01T09:00')).toEqual(['ana', 'cid'])
    expect(await shop.who('clicked: {times: at least 2}', '2026-03-31T10:01')).toEqual(['ana'])
    expect(await shop.who('last_opened: ever', '2026-03-01T09:29')).toEqual([])
  })

  it('a click leads to an order, or it does not', async () => {
    const other = await openShop()
    const [ana, bo] = [await other.customer('ana'), await other.customer('bo')]
    for (const customer of [ana, bo]) {
      await other.email(customer, '2026-03-01T09:00')
      await other.emailEvent(customer, 'clicked', '2026-03-01T10:00')
    }
    await other.order(ana, { at: '2026-03-02T10:00' })
    await other.insert('consents', {
      ...{ customer: bo, status: 'unsubscribed', at: other.at('2026-03-02'), recorded_at: 0, source: 'link' },
    })
    const lines: [string, string[]][] = [
      ['clicked: {followed_by: {bought: anything, within: 1 day}}', ['ana']],
      ['clicked: {not_followed_by: {bought: anything, within: 1 day}}', ['bo']],
      ['emailed: {followed_by: {unsubscribed: anything, within: 1 day}}', ['bo']],
      ['emailed: {campaign: welcome, followed_by: {clicked: {campaign: welcome}, within: 0 days}}', ['ana', 'bo']],
      ['emailed: {followed_by: {opened: anything, within: 9 days}}', []],
    ]
    for (const [line, ids] of lines) expect([line, await other.who(line, NOW)]).toEqual([line, ids])
    const all = lines.map(([line]) => line).slice(0, 4)
    expect(await other.who([all[0] ?? '', all[3] ?? '', 'consent: never asked', 'emailed: anything'], NOW)).toEqual([
      'ana',
    ])
    expect(await other.who([all[1] ?? '', all[2] ?? '', 'consent: unsubscribed'], NOW)).toEqual(['bo'])
  })

  it('is counted for each row as of its own instant and after its start', async () => {
    const rows = [
      { customer: 1, at: '2026-03-20T09:00' },
      { customer: 1, at: '2026-03-20T08:59' },
      { customer: 1, at: '2026-03-20T09:01', since: '2026-03-20T09:00' },
      { customer: 4, at: '2026-03-20T09:00' },
    ]
    expect(await shop.rowValues('emailed: anything', rows, NOW)).toEqual([2, 1, 0, 0])
    expect(await shop.rowValues('last_emailed: ever', rows, NOW)).toEqual([
      ...[shop.at('2026-03-20T09:00'), shop.at('2026-03-01T09:00'), shop.at('2026-03-20T09:00'), null],
    ])
    expect(await shop.rowValues('opened: anything', rows, NOW)).toEqual([1, 1, 0, 0])
    expect(await shop.rowValues('unsubscribed: anything', rows, NOW)).toEqual([1, 1, 0, 0])
    expect(await shop.rowValues('consent: subscribed', rows, NOW)).toEqual(Array(4).fill('never asked'))
  })

  it('occurrences are the events themselves, for triggers', async () => {
    const happened = async (line: string) => {
      const question = read(line, shop.vocabulary, 'since the start')[0]?.question
      if (!question || !isEventQuestion(question)) throw new Error('no event')
      const ctx = { db: shop.db, dialect: shop.open.dialect, now: shop.at(NOW), vocabulary: shop.vocabulary }
      const query = sql<{ customer: number }>`select * from (${occurrences(ctx, question)}) as h order by at, customer`
      return (await query.execute(shop.db)).rows.map(({ customer }) => customer)
    }
    expect(await happened('clicked: anything')).toEqual([1])
    expect(await happened('emailed: {campaign: win-back}')).toEqual([1, 2])
    expect(await happened('unsubscribed: anything')).toEqual([3, 1])
    expect(await happened('bounced: {since: 2026-03-01}')).toEqual([2])
  })
})

describe('the last visit', () => {
  it("is the latest of the shop's own events, whatever else is asked about them", async () => {
    const shop = await openShop()
    const [ana, bo] = [await shop.customer('ana'), await shop.customer('bo')]
    let hash = 0
    const event = (customer: number, name: string, at: string) =>
      shop.insert('events', {
        ...{ customer, name, at: shop.at(at), properties: '{}', matched: '{}' },
        hash: `h${++hash}`,
      })
    await event(ana, 'viewed', '2026-03-01T12:00')
    await event(ana, 'viewed', '2026-03-05T12:00')
    await event(bo, 'gone_from_the_shop_file', '2026-03-05T12:00')
    expect(await shop.who('last_visit: exactly 26 days ago', NOW)).toEqual(['ana'])
    expect(await shop.who(['last_visit: ever', 'viewed: {times: exactly 2}'], NOW)).toEqual(['ana'])
    expect(await shop.who(['last_visit: never', 'viewed: {times: exactly 0}'], NOW)).toEqual(['bo'])
  })
})

describe('topics and buckets', () => {
  it('a topic is left and taken up again by the latest word about it or about everything', async () => {
    const shop = await openShop({ topics: { news: 'News', offers: 'Offers' } })
    const said: Record<string, [status: string, day: string, topic: string | null, until?: string][]> = {
      nobody: [],
      all: [['subscribed', '2026-01-01', null]],
      leftOffers: [
        ['subscribed', '2026-01-01', null],
        ['unsubscribed', '2026-02-01', 'offers'],
      ],
      onlyOffers: [['subscribed', '2026-01-01', 'offers']],
      leftAll: [
        ['subscribed', '2026-01-01', 'offers'],
        ['unsubscribed', '2026-02-01', null],
      ],
      lapsed: [['subscribed', '2026-01-01', null, '2026-02-01']],
    }
    for (const [id, words] of Object.entries(said)) {
      const customer = await shop.customer(id)
      for (const [status, day, topic, until] of words) {
        const expires_at = until === undefined ? null : shop.at(until)
        const row = { customer, status, at: shop.at(day), topic, expires_at, recorded_at: 0, source: 'test' }
        await shop.insert('consents', row)
      }
    }
    const who = (line: string) => shop.who(line, NOW)
    expect(await who('topic: {name: offers, is: subscribed}')).toEqual(['all', 'onlyOffers'])
    expect(await who('topic: {name: offers, is: unsubscribed}')).toEqual(['leftAll', 'leftOffers'])
    expect(await who('topic: {name: news, is: subscribed}')).toEqual(['all', 'leftOffers'])
    expect(await who('topic: {name: offers, is: never asked}')).toEqual(['nobody'])
    expect(await who('consent: subscribed')).toEqual(['all', 'leftOffers'])
    expect(await who('consent: expired')).toEqual(['lapsed'])
    expect(await who('topic: {name: news, is: [expired, never asked]}')).toEqual(['lapsed', 'nobody', 'onlyOffers'])
    const both = [
      'topic: {name: news, is: subscribed}',
      'topic: {name: offers, is: unsubscribed}',
      'consent: subscribed',
    ]
    expect(await who('consent: subscribed')).toContain('leftOffers')
    expect(await shop.who(both, NOW)).toEqual(['leftOffers'])
    expect(await shop.who('consent: expired', '2026-01-31T23:59')).toEqual([])
    expect(await shop.who('consent: expired', '2026-02-01')).toEqual(['lapsed'])
  })

  it('a bucket holds its share of the customers, the smaller share within the larger', async () => {
    const shop = await openShop()
    for (let i = 0; i < 200; i++) await shop.customer(`c${i}`)
    const tenth = await shop.who('bucket: {name: spring, share: 10 percent}', NOW)
    const third = await shop.who('bucket: {name: spring, share: 33 percent}', NOW)
    expect(tenth.length).toBeGreaterThan(8)
    expect(tenth.length).toBeLessThan(34)
    expect(third).toEqual(expect.arrayContaining(tenth))
    expect(await shop.who('bucket: {name: autumn, share: 10 percent}', NOW)).not.toEqual(tenth)
    expect(await shop.who('bucket: {name: spring, share: 100 percent}', NOW)).toHaveLength(200)
  })

  it('the bucket of a customer is the first 8 bytes of SHA-256 of name and id', async () => {
    const shop = await openShop()
    await shop.customer('ana')
    // printf 'spring:ana' | sha256sum
    expect(await shop.values('bucket: {name: spring, share: 1 percent}', NOW)).toEqual({ ana: 'b7523aedec4aa2ac' })
  })
})
