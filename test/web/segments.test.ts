import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, countSizes, keptSizes } from '../../src/app/index.ts'
import { runSlot } from '../../src/schedule/index.ts'
import { now, openWeb } from './support/open-web.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
let web: Awaited<ReturnType<typeof openWeb>>

/** A customer who bought once, so many days ago. */
async function buyer(app: App, id: string, daysAgo: number, total = 2400): Promise<void> {
  const email = `${id}@kava.example`
  const { key } = await app.db
    .insertInto('customers')
    .values({ id, email, email_folded: email, first_name: id.toUpperCase(), exists_from: 0 })
    .returning('key')
    .executeTakeFirstOrThrow()
  const paid = { total, currency: 'EUR', status: 'paid', refunded_total: 0 }
  const order = { id: `order ${id}`, customer: key, ordered_at: now - daysAgo * DAY, ...paid }
  await app.db.insertInto('orders').values(order).execute()
}

beforeAll(async () => {
  web = await openWeb(async (app) => {
    await buyer(app, 'ana', 200)
    await buyer(app, 'ivo', 184, 9900)
    await buyer(app, 'eva', 20)
    for (const days of [8, 1, 0]) await runSlot(app, now - days * DAY - HOUR, now)
  })
})
afterAll(() => web.close())

const settled = (path: string) => web.settled(path)

const rowOf = (page: string, name: string) => page.split('<tr>').find((row) => row.includes(`>${name}</a>`)) ?? ''

describe('the list of segments', () => {
  it('says how many each holds as of the last run, and who came and left in 7 days', async () => {
    const row = rowOf(await settled('/segments'), 'lapsed')

    expect(row).toContain('>2</td>')
    expect(row).toContain('+1 −0')
    expect(row).toContain('/campaigns/win-back')
    expect(row).toContain('stage 4')
  })

  it('says since when, where runs count for less than 7 days, and knows the days before from the orders', async () => {
    const young = await openWeb(async (app) => {
      await buyer(app, 'ana', 200)
      await buyer(app, 'ivo', 184)
      await runSlot(app, now - HOUR, now)
    })
    const page = await young.settled('/segments')
    const stats = await young.settled('/segments/lapsed')
    await young.close()

    expect(page).toContain('Since 22 Nov 2026: in, out')
    expect(rowOf(page, 'lapsed')).toContain('aria-label="lapsed, 30 days: 2 now"')
    expect(stats).toContain('in, out since 22 Nov 2026')
  })

  it('speaks the language of the operator', async () => {
    const page = await (await web.get('/segments', { 'accept-language': 'hr' })).text()

    expect(page).toContain('Imenovane skupine kupaca')
  })

  it('works out the sizes where no run has counted', async () => {
    const fresh = await openWeb((app) => buyer(app, 'ana', 200))
    const page = await fresh.settled('/segments')
    await fresh.close()

    expect(page).toContain('No run has counted them yet')
    expect(rowOf(page, 'lapsed')).toContain('>1</td>')
  })
})

describe('a segment', () => {
  it('says what its rule means, what each line does, whom it reaches and who came from where', async () => {
    const page = await settled('/segments/lapsed')

    expect(page).toContain('Lapsed customers: last ordered more than 180 days ago')
    expect(page).toContain('the only line')
    expect(page).toContain('no consent')
    expect(page).toContain('4 of 4 pass')
    expect(page).toMatch(/Came from <span class="soft">\+1<\/span>.*?no other segment 1</s)
  })

  it('lists its members with a preview as each of them', async () => {
    const page = await settled('/segments/lapsed')

    expect(page).toContain('href="/customers/ana"')
    expect(page).toContain('?as=ana')
    expect(page).toContain('€24.00')
    expect(page).not.toContain('href="/customers/eva"')
  })

  it('lists those first who spent most, worked out beside the page', async () => {
    const page = await settled('/segments/lapsed?sort=-spent')
    const least = await settled('/segments/lapsed?sort=spent')

    expect(page.indexOf('href="/customers/ivo"')).toBeLessThan(page.indexOf('href="/customers/ana"'))
    expect(least.indexOf('href="/customers/ana"')).toBeLessThan(least.indexOf('href="/customers/ivo"'))
  })

  it('shows what it was on a past day, members among it, also before the first run', async () => {
    const yesterday = await settled('/segments/lapsed?on=2026-11-15')
    const before = await settled('/segments/lapsed?on=2026-05-20')

    expect(yesterday).toContain('As of the end of 15 Nov 2026')
    expect(yesterday).toContain('href="/customers/ana"')
    expect(yesterday).not.toContain('href="/customers/ivo"')
    expect(before).toContain('no run had counted them by then')
    expect(before).toContain('Nobody is in it')
    const sortable = await settled('/segments/lapsed?on=2026-06-20&q=a')
    expect(sortable).not.toContain('Sort by Member since')
    expect(await settled('/segments/lapsed')).toContain('Sort by Member since')
    expect(yesterday).toContain('reachable by marketing on 15 Nov 2026')
    expect(await settled('/segments/lapsed?on=2027-01-01')).not.toContain('As of the end of')
  })

  it('says so where its rule is newer than the members shown', async () => {
    const notice = 'The rule is newer than the last run'
    expect(await settled('/segments/lapsed')).not.toContain(notice)
    await sql`update segment_states set meaning = 'another' where segment = 'lapsed'`.execute(web.app.db)
    expect(await settled('/segments/lapsed')).toContain(notice)
  })

  it('finds a member by id, by name or by the beginning of the address', async () => {
    expect(await settled('/segments/lapsed?q=iVo')).toContain('href="/customers/ivo"')
    const page = await settled('/segments/lapsed?q=IV')

    expect(page).toContain('href="/customers/ivo"')
    expect(page).not.toContain('href="/customers/ana"')
    expect(await settled('/segments/lapsed?q=eva')).toContain('Nobody is found')
  })

  it('gives all members as CSV, names masked where they are masked', async () => {
    const csv = await (await web.get('/segments/lapsed/members.csv?sort=-since')).text()

    expect(csv.split('\r\n').slice(0, 3)).toEqual([
      'customer_id,name,email,member_since',
      expect.stringMatching(/^ivo,IVO,ivo@kava.example,2026-11-2/),
      'ana,ANA,ana@kava.example,',
    ])
    const masked = await openWeb((app) => buyer(app, 'ana', 200), { people: 'masked' })
    await runSlot(masked.app, now - HOUR, now)
    const hidden = await (await masked.get('/segments/lapsed/members.csv')).text()
    await masked.close()
    expect(hidden).toContain('@masked.example')
    expect(hidden).not.toContain('ANA')
  })

  it('knows its size on days before there was any run, from the orders', async () => {
    await settled('/segments/lapsed?days=30&by=orders')
    const csv = await (await web.get('/segments/lapsed/sizes.csv?days=30&by=orders')).text()
    const [, first, ...rest] = csv.trim().split('\r\n')

    expect(first).toBe('2026-10-24,0')
    expect(rest.at(-1)).toBe('2026-11-22,2')
  })

  it('keeps the sizes that it worked out: a program started anew has them at once', async () => {
    await settled('/segments/lapsed?days=30&by=orders')
    const kept = await keptSizes(web.app, 'lapsed', [now - HOUR * 24.5])

    expect([...kept.values()]).toEqual([2])
  })

  it('works them out anew after an order came in that lies earlier, after another rule, and when it is asked to', async () => {
    const fresh = await openWeb((app) => buyer(app, 'ana', 200))
    const days = [now - 30 * DAY, now - DAY]
    const count = () => countSizes(fresh.app, 'lapsed', days, () => {})
    const kept = async () => (await keptSizes(fresh.app, 'lapsed', days)).size
    await count()
    const before = await kept()
    await buyer(fresh.app, 'ivo', 10)
    await count()
    const rule = { ...fresh.app, segments: fresh.app.segments.filter(({ name }) => name !== 'lapsed') }
    const ofOther = (await keptSizes(rule, 'lapsed', days)).size
    const after = await kept()
    await fresh.post('/segments/lapsed/recount')
    const forgotten = await kept()
    await fresh.close()

    expect({ before, ofOther, after, forgotten }).toEqual({ before: 2, ofOther: 0, after: 2, forgotten: 0 })
  })

  it('that no file describes is not there', async () => {
    expect((await web.get('/segments/nobody')).status).toBe(404)
  })
})

describe('a rule that is tried', () => {
  const text = (days: number) => `segment: lapsed\nwho:\n  all:\n    - last_order: more than ${days} days ago\n`

  async function tried(rule: string): Promise<string> {
    for (;;) {
      const page = await (await web.post('/segments/lapsed/try', { text: rule })).text()
      if (!page.includes('<progress')) return page
    }
  }

  it('says in words what it means and whom it would move, and writes nothing', async () => {
    const page = await tried(text(190))

    expect(page).toContain('last ordered more than 190 days ago')
    expect(page).toContain('2 today')
    expect(page).toMatch(/would leave, e\.g\. .*ivo/)
    expect(page).toContain('Campaigns that use it: anniversary, win-back')
    expect(await settled('/segments/lapsed')).toContain('more than 180 days ago')
  })

  it('shows every problem at its place, with the line to paste', async () => {
    const page = await tried('segment: lapsed\nwho:\n  all:\n    - last_ordr: more than 180 days ago\n')

    expect(page).toContain('There is no fact or event &quot;last_ordr&quot;')
    expect(page).toContain('segments/lapsed.yaml:4:7')
    expect(page).toContain('last_order: more than 180 days ago')
    expect(page).not.toContain('would hold')
  })
})
