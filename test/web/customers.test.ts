import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { queued, subscribers } from '../deliver/a-delivery.ts'
import { called } from '../support/called.ts'
import { now, openWeb } from './support/open-web.ts'

const day = 86_400_000
let web: Awaited<ReturnType<typeof openWeb>>
beforeEach(async () => {
  web = await openWeb(async ({ db }) => {
    await subscribers(db, 1, 2)
    await sql`update customers set email_folded = email, city = 'Zagreb' where key = 1`.execute(db)
    await db.updateTable('customers').set(called('Maja', 'Horvat')).where('key', '=', 1).execute()
    await sql`update customers set first_name = '<script>', last_name = 'Kralj', id = 'a/b' where key = 2`.execute(db)
    await queued(db, [
      { customer: 1, state: 'submitted', provider: 'test', submitted_at: now - 3 * day, day: 20_776 },
      { customer: 1, campaign: 'birthday', step: 'birthday', send_at: now + day },
    ])
    await sql`insert into orders (id, customer, ordered_at, total, currency, status)
      values ('o1', 1, ${now - 200 * day}, 4200, 'EUR', 'paid'), ('o2', 1, ${now - 190 * day}, 800, 'EUR', 'paid')`.execute(
      db,
    )
    await sql`insert into memberships (segment, customer, entered_at) values ('lapsed', 1, ${now - day})`.execute(db)
  })
})
afterEach(() => web.close())

const text = async (path: string) => (await web.get(path)).text()

describe('the search', () => {
  it('finds by id, by the beginning of an address and of names, whatever the case', async () => {
    for (const find of ['c1', 'C1@sh', 'maja', 'horv', 'maja hor', 'Horvat Maja']) {
      expect(await text(`/customers?find=${encodeURIComponent(find)}`), find).toContain('Maja Horvat</a>')
    }
    expect(await text('/customers?find=nobody%20here')).toContain('Nobody fits nobody here')
  })

  it('shows names as text, and ids with any letter lead to their page', async () => {
    const page = await text('/customers')
    expect(page).toContain('&lt;script&gt; Kralj')
    expect(page).toContain('/customers/a%2Fb')
    expect((await web.get('/customers/a%2Fb')).status).toBe(200)
  })
})

describe('a customer', () => {
  it('shows where they stand, what they bought, got and became, and what comes', async () => {
    const page = await text('/customers/c1')
    expect(page).toMatch(/lapsed<\/a>.*?since 21 Nov 2026/s)
    expect(page).toContain('1 of 2 in 7 days')
    expect(page).toMatch(/o1 .*?€42\.00/s)
    expect(page).toContain('welcome / hello')
    expect(page).toContain('birthday / birthday')
  })

  it('shows every fact that rules can ask for', async () => {
    const page = await text('/customers/c1')
    expect(page).toMatch(/orders<\/code><\/dt><dd>2</)
    expect(page).toMatch(/total_spent<\/code><\/dt><dd>€50\.00</)
    expect(page).toMatch(/last_order<\/code><\/dt><dd>16 May 2026 \(190 days ago\)/)
  })

  it('shows the past of one kind, page by page', async () => {
    const orders = await text('/customers/c1?kind=order')
    expect(orders).toContain('o2 ')
    expect(orders).not.toContain('welcome / hello')
    expect(await text(`/customers/c1?kind=order&after=${now - 190 * day}.1`)).not.toContain('o2 ')
  })

  it('says of each campaign why it comes or not', async () => {
    const page = await text('/customers/c1/why/win-back')
    expect(page).toContain('id="why"')
    expect(page).toMatch(/campaigns\/win-back\.yaml:\d+/)
    expect((await web.get('/customers/c1/why/nothing')).status).toBe(404)
    expect((await web.get('/customers/nobody')).status).toBe(404)
  })

  it('says it in the operator’s language; only the words of the rules stay as the files have them', async () => {
    const said = {
      en: ['190 days ago, 16 May 2026', 'nothing sent yet'],
      hr: ['prije 190 dana, 16. svi 2026.', 'još ništa nije poslano'],
      sl: ['pred 190 dnevi, 16. maj 2026', 'nič še ni bilo poslano'],
      cs: ['před 190 dny, 16. 5. 2026', 'zatím nic neodešlo'],
      lv: ['pirms 190 dienām, 2026. gada 16. maijs', 'vēl nekas nav sūtīts'],
    }
    for (const [language, words] of Object.entries(said)) {
      const page = (
        await (await web.get('/customers/c1/why/win-back', { 'accept-language': language })).text()
      ).replaceAll(/\s/g, ' ')
      for (const word of words) expect(page, language).toContain(word)
      expect(page).toMatch(/<code lang="en">last_order: more than 180 days ago<\/code>/)
      if (language !== 'en') expect(page).not.toContain('nothing sent')
    }
  })

  it('is masked for pictures, and can then be neither exported nor erased', async () => {
    const masked = await openWeb(
      async ({ db }) => {
        await subscribers(db, 1)
        await sql`
          update customers set first_name = 'Maja', city = 'Rijeka', time_zone = 'Asia/Tokyo', birth_day = '04-19'
          where key = 1`.execute(db)
        await db.insertInto('customer_tags').values({ customer: 1, tag: 'minister', tag_folded: 'minister' }).execute()
      },
      { people: 'masked' },
    )
    const page = await (await masked.get('/customers/c1')).text()
    const why = await (await masked.get('/customers/c1/why/birthday')).text()
    for (const secret of ['Maja', 'Rijeka', 'c1@shop', 'Asia/Tokyo', '04-19', 'minister']) {
      expect(page).not.toContain(secret)
      expect(why).not.toContain(secret)
    }
    expect((await masked.get('/customers/c1/export')).status).toBe(400)
    await masked.post('/customers/c1/erase', { confirm: 'c1' })
    expect((await masked.get('/customers/c1')).status).toBe(200)
    await masked.close()
  })
})

describe('the rights of a customer', () => {
  it('everything that is kept is one JSON to keep', async () => {
    const answer = await web.get('/customers/c1/export')
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    expect(await answer.json()).toMatchObject({ customer: { id: 'c1', first_name: 'Maja' }, currency: 'EUR' })
  })

  it('who is erased is gone, and only when the id was typed', async () => {
    await web.post('/customers/c1/erase', { confirm: 'c2' })
    expect((await web.get('/customers/c1')).status).toBe(200)
    const { headers } = await web.post('/customers/c1/erase', { confirm: 'c1' })
    expect(headers.get('location')).toBe('/customers')
    expect((await web.get('/customers/c1')).status).toBe(404)
    expect(await text('/customers')).not.toContain('Horvat')
  })
})
