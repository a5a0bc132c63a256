import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readShop } from '../../src/config/index.ts'
import { mailServices } from '../../src/config/shop-phrases.ts'
import { providers } from '../../src/providers/index.ts'

const least = 'shop: {name: Kava}\nfrom: Kava <hej@kava.example>\ntime_zone: Europe/Zagreb\ncurrency: EUR\n'
const read = (more: string) => readShop('perennial.yaml', least + more)
const codes = (more: string) => read(more).problems.map((problem) => problem.code)

describe('the shop file', () => {
  it('needs four lines, all else has a default', () => {
    expect(read('')).toEqual({
      problems: [],
      value: {
        name: 'Kava',
        address: undefined,
        website: undefined,
        logo: undefined,
        from: 'Kava <hej@kava.example>',
        replyTo: undefined,
        timeZone: 'Europe/Zagreb',
        currency: 'EUR',
        rates: {},
        languages: ['en'],
        firstWeekday: 1,
        sendAt: { time: '09:00', clock: 'customer' },
        stages: [],
        limit: undefined,
        quiet: undefined,
        holdout: undefined,
        leapDay: 'feb28',
        countedStatuses: undefined,
        attributes: [],
        events: [],
        staff: { alerts: undefined, atMost: 5, view: undefined },
        lifetime: { margin: undefined, acquisitionCost: undefined, years: 3, discount: 0.1 },
        predictions: { days: 365, nextOrder: 'rhythm' },
        recommend: { atMost: undefined, from: undefined, none: [], again: undefined },
        topics: { news: 'News' },
        provider: 'outbox',
        tracking: 'none',
        retention: 13,
        testAddresses: [],
        links: 'http://127.0.0.1:4601',
      },
    })
  })

  it('that ships is right', () => {
    const text = readFileSync(resolve(import.meta.dirname, '../../perennial.yaml'), 'utf8')

    const { value, problems } = readShop('perennial.yaml', text)

    expect(problems).toEqual([])
    expect(value?.name).toBe('Kava & Mlin')
    expect(value?.stages).toEqual(['new', 'high-value', 'at-risk', 'lapsed'])
    expect(value?.limit).toEqual({ count: 2, days: 7 })
    expect(value?.quiet).toEqual({ from: '21:00', to: '08:00', clock: 'customer' })
    expect(value?.events.map((event) => event.name)).toEqual(['viewed', 'joined_tasting'])
    expect(value?.attributes[0]).toMatchObject({ name: 'brews_with', type: 'text' })
  })

  it('keeps reports about emails for a number of months, two at least', () => {
    expect(read('retention: 25 months').value?.retention).toBe(25)
    for (const text of ['1 month', '13', 'for ever', '400 months']) {
      expect(codes(`retention: ${text}`)).toEqual(['not-a-phrase'])
    }
  })

  it('keeps a rate as it was written, digit for digit', () => {
    expect(read('rates: {USD: 0.9200000001}').value?.rates).toEqual({ USD: '0.9200000001' })
  })

  it('reads its phrases with their units', () => {
    const { value, problems } = read(
      'send_at: 7:30 shop time\nlimit: 1 marketing email per 2 weeks\nholdout: 2.5 percent\nfirst_weekday: Sunday\nleap_day: skip',
    )

    expect(problems).toEqual([])
    expect(value).toMatchObject({
      sendAt: { time: '07:30', clock: 'shop' },
      limit: { count: 1, days: 14 },
      holdout: 0.025,
      firstWeekday: 7,
      leapDay: 'skip',
    })
  })

  it('counts canceled and Cancelled as one status', () => {
    expect(read('counted_statuses: [Paid, canceled, Cancelled]').value?.countedStatuses).toEqual(['paid', 'cancelled'])
  })

  it('drops the slash at the end of its public address', () => {
    expect(read('links: https://mail.kava.example/').value?.links).toBe('https://mail.kava.example')
  })
})

describe('a broken shop file', () => {
  it('tells all its problems at once, each with its place', () => {
    const { value, problems } = read('send_at: 9 in the morning\nlimit: twice a week\nquiet: at night\nholdout: 5\n')

    expect(value).toBeUndefined()
    expect(problems.map(({ code, place, try: paste }) => [code, place?.line, place?.column, paste])).toEqual([
      ['not-a-phrase', 5, 10, 'send_at: 09:00 customer time'],
      ['not-a-phrase', 6, 8, 'limit: 2 marketing emails per 7 days'],
      ['not-a-phrase', 7, 8, 'quiet: 21:00 to 08:00 customer time'],
      ['not-a-phrase', 8, 10, 'holdout: 5 percent'],
    ])
  })

  it('asks for what it cannot guess: name, zone and currency', () => {
    const { value, problems } = readShop('perennial.yaml', 'from: hej@kava.example\n')

    expect(value).toBeUndefined()
    expect(problems.map(({ code, try: paste, place }) => [code, paste, place?.line])).toEqual([
      ['missing-key', 'shop: {name: Kava & Mlin}', 1],
      ['missing-key', 'currency: EUR', 1],
      ['missing-key', 'time_zone: Europe/Zagreb', 1],
    ])
  })

  it('without a sender is warned, not stopped', () => {
    const { value, problems } = readShop('perennial.yaml', least.replace(/from.*\n/, ''))

    expect(value?.from).toBe('Shop <shop@shop.example>')
    expect(problems).toMatchObject([{ code: 'missing-from', severity: 'warning' }])
  })

  it('says what a misspelt key should have been', () => {
    expect(read('curency: EUR').problems).toMatchObject([{ code: 'unknown-key', hint: 'did you mean "currency"?' }])
  })

  it('refuses secrets and names the variable for each', () => {
    const { problems } = read('resend_api_key: re_123\nprovider: outbox\nlinks: https://me:hidden@kava.example\n')

    expect(problems.map(({ code, hint }) => [code, hint])).toEqual([
      ['secret-in-file', 'put it into the environment or .env as RESEND_API_KEY'],
      ['secret-in-file', 'put it into the environment or .env as PERENNIAL_SECRET'],
    ])
  })

  it('knows every mail service there is, and no other', () => {
    for (const { name } of providers) expect(codes(`provider: ${name}`)).toEqual([])
    expect(mailServices).toEqual(providers.map(({ name }) => name))
    expect(codes('provider: mailgun')).toEqual(['not-a-phrase'])
  })

  it.each([
    ['time_zone: Europe/Zagrab', 'not-a-phrase'],
    ['currency: euro', 'not-a-phrase'],
    ['from: nobody', 'not-a-phrase'],
  ])('does not take "%s"', (line, code) => {
    const key = line.split(':')[0] as string
    const text = least.replace(new RegExp(`^${key}:.*$`, 'm'), line)

    expect(readShop('perennial.yaml', text).problems.map((problem) => problem.code)).toEqual([code])
  })

  it.each([
    ['rates: {DOLLAR: 0.9}', 'unknown-currency'],
    ['rates: {EUR: 1}', 'own-rate'],
    ['rates: {USD: -1}', 'not-a-phrase'],
    ['rates: {USD: 0}', 'not-a-phrase'],
    ['rates: 0.9', 'wrong-shape'],
    ['languages: []', 'empty-list'],
    ['languages: [not a language]', 'not-a-phrase'],
    ['attributes: {shoe_size: {type: numbr}}', 'unknown-type'],
    ['attributes: {shoe_size: {description: feet}}', 'missing-type'],
    ['attributes: {Shoe-Size: {type: number}}', 'wrong-name'],
    ['events: {viewed: {filters: {price: date}}}', 'unknown-type'],
    ['topics: {offers: }', 'missing-value'],
    ['send_at:', 'missing-value'],
    ['stages: {new: 1}', 'wrong-shape'],
    ['quiet: 21:00 to 21:00 shop time', 'not-a-phrase'],
    ['limit: 0 marketing emails per 7 days', 'not-a-phrase'],
    ['holdout: 101 percent', 'not-a-phrase'],
    ['staff: {alerts: nobody}', 'not-a-phrase'],
    ['staff: {at_most: many}', 'not-a-phrase'],
    ['lifetime: {margin: 30}', 'not-a-phrase'],
    ['lifetime: {acquisition_cost: 10 USD}', 'not-a-phrase'],
    ['lifetime: {years: 0}', 'not-a-phrase'],
    ['predictions: {horizon: 0 days}', 'not-a-phrase'],
    ['predictions: {horizon: a year}', 'not-a-phrase'],
    ['predictions: {next_order: yes}', 'not-a-phrase'],
    ['recommend: {at_most: 13}', 'not-a-phrase'],
    ['recommend: {again: 60 days}', 'not-a-phrase'],
    ['recommend: {from: {}}', 'wrong-recommend'],
    ['recommend: {none: [{for: only-tea}]}', 'wrong-recommend'],
    ['recommend: {none: [{categry: tea}]}', 'unknown-key'],
    ['recommend: {none: [tea]}', 'wrong-shape'],
  ])('does not take "%s"', (line, code) => {
    expect(codes(line)).toEqual([code])
  })

  it.each(['', '- a\n- b\n', 'a: [\n', 'text\n'])('%j is a problem, not a crash', (text) => {
    const { value, problems } = readShop('perennial.yaml', text)

    expect(value).toBeUndefined()
    expect(problems.length).toBeGreaterThan(0)
  })
})
