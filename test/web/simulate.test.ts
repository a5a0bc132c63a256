import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/app/index.ts'
import { runSlot } from '../../src/schedule/index.ts'
import { now, openWeb } from './support/open-web.ts'

let web: Awaited<ReturnType<typeof openWeb>>
beforeAll(async () => {
  web = await openWeb(customerWithBirthday)
})
afterAll(() => web.close())

const settled = (path: string) => web.settled(path)

const WEEK = '?from=2026-11-22&to=2026-11-28&orders=none'

describe('the simulation', () => {
  it('waits until days are chosen', async () => {
    const page = await (await web.get('/simulate')).text()

    expect(page).toContain('Choose the days')
    expect(page).toContain('The number of the draw chooses which orders of last year')
    expect(page).toContain('value="2026-12-21"')
  })

  it('shows what would go out on which day, by campaign, with the assumption it rests on', async () => {
    const page = await settled(`/simulate${WEEK}`)

    expect(page).toContain('nobody orders, signs up or leaves')
    expect(page).toContain('25 Nov 2026')
    expect(page).toMatch(/birthday<\/a><\/th><td>1</)
    expect(page).toContain('<title>25 Nov 2026: 1</title>')
  })

  it('is told in the operator’s language', async () => {
    await settled(`/simulate${WEEK}`)
    const page = await (await web.get(`/simulate${WEEK}`, { 'accept-language': 'hr' })).text()

    expect(page).toContain('Od 23. stu 2026. nitko ne naručuje')
    expect(page).toContain('<title>25. stu 2026.: 1</title>')
  })

  it('brings no style of its own into the page: the policy refuses it', async () => {
    expect(await settled(`/simulate${WEEK}`)).not.toMatch(/<style|style="/)
  })

  it('gives days, customers, picture and everything as files', async () => {
    await settled(`/simulate${WEEK}`)
    const file = async (name: string) => (await web.get(`/simulate/${name}${WEEK}`)).text()

    expect(await file('days.csv')).toContain('2026-11-25,,birthday,1,0,0')
    expect(await file('customers.csv')).toContain('ana,1,2026-11-25')
    expect(await file('calendar.svg')).toMatch(/^<svg/)
    expect(JSON.parse(await file('simulation.json'))).toMatchObject({ totals: { send: 1 } })
  })

  it('tells nobody’s id with --mask, neither on the page nor in a file', async () => {
    const masked = await openWeb(customerWithBirthday, { people: 'masked' })
    await masked.settled(`/simulate${WEEK}`)
    const all = await masked.get(`/simulate/simulation.json${WEEK}`)
    expect(await all.json()).toMatchObject({ totals: { send: 1, customers: { reached: 1, mostCustomer: '•••' } } })
    const list = await masked.get(`/simulate/customers.csv${WEEK}`)
    expect([list.status, await list.text()]).toEqual([400, expect.stringContaining('Names are masked')])
    expect(await masked.settled(`/simulate${WEEK}`)).not.toMatch(/customers\.csv|\bana\b/)
    await masked.close()
  })

  it('says what is wrong with days that are none', async () => {
    const page = await (await web.get('/simulate?from=2026-11-22&to=2026-11-01')).text()

    expect(page).toContain('is no stretch of days')
  })
})

/** Somebody whose birthday is in that week, and a run. */
async function customerWithBirthday(app: App): Promise<void> {
  const customer = { id: 'ana', email: 'ana@kava.example', email_folded: 'ana@kava.example', birth_day: '11-25' }
  const { key } = await app.db
    .insertInto('customers')
    .values({ ...customer, first_name: 'Ana', exists_from: 0 })
    .returning('key')
    .executeTakeFirstOrThrow()
  await app.db
    .insertInto('consents')
    .values({ customer: key, topic: null, status: 'subscribed', at: 0, recorded_at: 0, source: 'test' })
    .execute()
  await runSlot(app, now - 3_600_000, now)
}
