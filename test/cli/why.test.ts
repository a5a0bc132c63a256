import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder

beforeAll(async () => {
  shop = shopFolder('2026-11-22T09:00:00Z')
  writeFileSync(
    join(shop.dir, 'campaigns/club.yaml'),
    'campaign: club\nstarts: {every: Tuesday}\nwho: {any: [{country: HR}, {at_least: {count: 2, of: [{orders: at least 1}, {city: set}, {tag: vip}]}}]}\nsteps: [{send: birthday}]\n',
  )
  const ivo = 'ivo,ivo@kava.example,Ivo,SI,subscribed,2024-03-03'
  await shop.importLines('customers', 'customer_id,email,first_name,country,consent,consent_at', ivo)
  const order = 'o1,ivo,2026-06-05T10:00:00Z,20,EUR'
  await shop.importLines('orders', 'order_id,customer_id,ordered_at,total,currency', order)
})
afterAll(() => shop.remove())

describe('perennial why', () => {
  it('says when it becomes true if nothing else happens, and by what', async () => {
    const { out, code } = await shop.run('why', 'ivo', 'win-back')

    expect(code).toBe(0)
    expect(out).toMatch(/^Ivo gets nothing of win-back now\. Its day has not come yet\.$/m)
    expect(out).toMatch(/^ {2}Next {5}2026-12-03: last_order is then 181 days ago, if nothing else happens$/m)
    expect(out).toMatch(
      /^ {2}no +last_order: more than 180 days ago +170 days ago, 5 June 2026 +segments\/lapsed\.yaml:\d+$/m,
    )
    expect(out).toMatch(/^ {2}yes +consent +subscribed 3 March 2024, import$/m)
  })

  it('shows the groups of a rule, each with what it comes to', async () => {
    const { out } = await shop.run('why', 'ivo', 'club')

    expect(out).toMatch(/^ {2}Missing {2}country: HR \(SI\)$/m)
    const rows = out.split('\n').map((row) => row.slice(0, 42).trimEnd())
    expect(rows.slice(rows.indexOf('  no   any of'))).toEqual(
      expect.arrayContaining([
        '  no   any of',
        expect.stringMatching(/^ {2}no {5}country: HR/),
        '  no     at least 2 of 3',
        expect.stringMatching(/^ {2}yes {6}orders: at least 1/),
        expect.stringMatching(/^ {2}no {7}city: set/),
      ]),
    )
  })

  it('gives machines the next date, its cause and the groups', async () => {
    const { json } = await shop.run('why', 'ivo', '--json')
    const { campaigns } = json<{ campaigns: { campaign: string; clauses: unknown[] }[] }>()

    expect(campaigns.find(({ campaign }) => campaign === 'win-back')).toMatchObject({
      decision: 'skip',
      nextTrueOn: '2026-12-03',
      nextTrueBecause: 'last_order is then 181 days ago',
      sent: [],
    })
    expect(campaigns.find(({ campaign }) => campaign === 'club')?.clauses).toContainEqual(
      expect.objectContaining({
        text: 'city: set',
        holds: false,
        within: [
          { text: 'any of', holds: false },
          { text: 'at least 2 of 3', holds: false },
        ],
      }),
    )
  })
})
