import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Alerts } from '../../src/insights/index.ts'
import type { Plan } from '../../src/plan/index.ts'
import type { Simulation } from '../../src/simulate/index.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

const CAMPAIGN = `campaign: call-them
title: Call them
starts: {on_date: birthday}
steps:
  - notify: care@kava.example
    do: Call and wish her well
    only_if: {all: [{orders: at least 1}]}
again: every year
`
let shop: ShopFolder

describe('customers whom a campaign names to the shop', () => {
  beforeAll(async () => {
    shop = shopFolder('2026-11-22T08:30:00Z')
    const folder = join(shop.dir, 'campaigns')
    for (const name of readdirSync(folder)) rmSync(join(folder, name))
    writeFileSync(join(folder, 'call-them.yaml'), CAMPAIGN)
    const customers = ['ana', 'bo', 'cy'].map((id) => `${id},${id}@example.com,${id},1990-11-22`)
    await shop.importLines('customers', 'customer_id,email,first_name,birthday', ...customers)
    const orders = ['ana', 'bo'].map((id) => `o-${id},${id},2026-10-01T10:00:00Z,20.00,EUR,paid`)
    await shop.importLines('orders', 'order_id,customer_id,ordered_at,total,currency,status', ...orders)
  })
  afterAll(() => shop.remove())

  it('plan and why tell them apart from emails', async () => {
    const { out } = await shop.run('plan')
    expect(out).toMatch(/call-them +0 to send +2 to tell the shop/)
    expect((await shop.run('plan', '--json')).json<Plan>().totals).toEqual({ send: 0, tell: 2, wait: 0, skip: 1 })
    expect((await shop.run('why', 'ana', 'call-them')).out).toContain('ana hears nothing; the shop is told: notify')
    expect((await shop.run('why', 'cy', 'call-them')).out).toContain('cy does not get notify of call-them')
  })

  it('simulate counts them beside the emails', async () => {
    const { totals } = (
      await shop.run('simulate', '--from', '2026-11-21', '--to', '2026-11-24', '--json')
    ).json<Simulation>()
    expect(totals).toMatchObject({ send: 0, tell: 2, neverFired: [] })
    expect((await shop.run('simulate', '--from', '2026-11-21', '--to', '2026-11-24')).out).toMatch(
      /told to the shop +2 times/,
    )
  })

  it('send says how many, and alerts whom', async () => {
    expect((await shop.run('alerts')).out).not.toContain('ana')
    expect((await shop.run('send', '--yes')).out).toMatch(/for the shop +2/)
    const { notices, moreNotices } = (await shop.run('alerts', '--json', '--most', '1')).json<Alerts>()
    expect(notices).toMatchObject([{ campaign: 'call-them', to: 'care@kava.example', orders: 1, spent: 2000 }])
    expect(moreNotices).toBe(1)
    const { out } = await shop.run('alerts')
    expect(out).toContain('2026-11-22 care@kava.example: ana (ana) is in Call them since 2026-11-22')
    expect(out).toContain('1 order, 20.00 EUR so far, the last on 2026-10-01. To do: Call and wish her well.')
    expect((await shop.run('alerts', '--as-of', '2026-11-20')).out).not.toContain('ana')
  })

  it('fmt leaves a step as people write it', async () => {
    await shop.run('fmt')
    const steps = /steps:\n(?: .*\n)*/.exec(readFileSync(join(shop.dir, 'campaigns/call-them.yaml'), 'utf8'))?.[0]
    expect(steps?.split(/\n +/).map((line) => line.split(':')[0])).toEqual([
      'steps',
      '- notify',
      'do',
      'only_if',
      'all',
      '- orders',
    ])
  })
})
