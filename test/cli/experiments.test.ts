import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Experiments, Power } from '../../src/app/index.ts'
import { openDb } from '../../src/db/index.ts'
import { twoVersions, type Version } from '../support/two-versions.ts'
import { whichDatabase } from '../support/which-database.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

const SENT = Date.UTC(2026, 9, 1, 8)
let shop: ShopFolder

beforeEach(async () => {
  shop = shopFolder('2026-11-22T08:30:00Z')
  writeFileSync(
    join(shop.dir, 'campaigns/birthday.yaml'),
    `campaign: birthday
starts: {on_date: birthday}
steps:
  - send: birthday
    variants:
      A: {share: 50 percent}
      B: {share: 50 percent, subject: Happy birthday}
    until: winner by conversions
holdout: 10 percent
goal: {bought: anything, within: 14 days}
`,
  )
})
afterEach(() => shop.remove())

async function given(versions: Readonly<Record<string, Version>>): Promise<void> {
  await shop.run('list', 'campaigns')
  const open = await openDb('sqlite:data/perennial.db', shop.dir, SENT)
  await twoVersions(open.db, { campaign: 'birthday', step: 'birthday', sentAt: SENT }, versions)
  await open.close()
}

describe.skipIf(whichDatabase() !== 'sqlite')('perennial experiments', () => {
  it('says which version is better, in words and numbers, and what is not measured yet', async () => {
    await given({
      A: { customers: 1000, buyers: 60, total: 1000 },
      B: { customers: 1000, buyers: 140, total: 1000 },
    })
    const { out, code } = await shop.run('experiments')

    expect(code).toBe(0)
    expect(out).toContain('birthday/birthday: A or B')
    expect(out).toContain('by conversions within 14 days of the email, adopted by hand')
    expect(out).toMatch(/B {2,}50 % {2,}1,000 {2,}1,000 {2,}140 {2,}14 % {2,}1400.00 EUR {2,}1.40 EUR/)
    expect(out).toMatch(/B beside A: \+8\.0 per 100 customers \(\+\d\.\d to \+1\d\.\d\): B is better\./)
    expect(out).toContain('The holdout of birthday has held nobody out yet.')
    expect(out).toContain('mixture sequential probability ratio test')
  })

  it('counts what was known on a past day, and only customers whose days are over', async () => {
    await given({ A: { customers: 100, buyers: 10, total: 1000 }, B: { customers: 100, buyers: 10, total: 1000 } })
    const at = async (day: string) =>
      (await shop.run('experiments', '--json', '--as-of', day))
        .json<Experiments>()
        .variants.find(({ campaign }) => campaign === 'birthday')

    expect((await at('2026-09-30'))?.groups.map(({ begun }) => begun)).toEqual([0, 0])
    expect((await at('2026-10-10'))?.groups).toMatchObject([
      { begun: 100, customers: 0, reached: 0 },
      { begun: 100, customers: 0, reached: 0 },
    ])
    expect((await at('2026-10-20'))?.groups).toMatchObject([
      { begun: 100, customers: 100, reached: 10, sum: 10_000 },
      { begun: 100, customers: 100, reached: 10 },
    ])
    expect((await at('2026-10-20'))?.result).toMatchObject({ verdict: 'not proven' })
  })

  it('warns where the groups are not as large as their shares say, and proves nothing by them', async () => {
    await given({ A: { customers: 1000, buyers: 60, total: 1000 }, B: { customers: 700, buyers: 140, total: 1000 } })
    const { out } = await shop.run('experiments')

    expect(out).toMatch(/warning {2}The groups are not as large as their shares say/)
    expect(out).toContain('not proven yet')
  })

  it('adopts a version by hand once, tells it, and takes it back', async () => {
    await given({ A: { customers: 100, buyers: 10, total: 1000 }, B: { customers: 100, buyers: 11, total: 1000 } })

    expect((await shop.run('experiments', 'adopt', 'birthday', 'birthday', 'B')).out).toContain('B is adopted')
    const again = await shop.run('experiments', 'adopt', 'birthday', 'birthday', 'A')
    expect([again.code, again.talk]).toEqual([2, expect.stringContaining('adopted already')])
    expect((await shop.run('experiments')).out).toContain('B adopted by hand on 2026-11-22 (not proven then)')
    expect((await shop.run('experiments', 'undo', 'birthday', 'birthday')).out).toContain('compared anew')
    expect((await shop.run('experiments', 'undo', 'birthday', 'birthday')).talk).toContain('No variant of birthday')
  })

  it.each([
    [['adopt', 'birthday', 'other', 'B'], 'No email with variants is called "birthday other"'],
    [['adopt', 'birthday', 'birthday', 'C'], 'birthday birthday has no variant "C"'],
    [['stop'], '"stop" is nothing to do with experiments'],
  ])('%j is refused with what there is', async (words, says) => {
    const { code, talk } = await shop.run('experiments', ...words)
    expect([code, talk]).toEqual([2, expect.stringContaining(says)])
  })
})

describe.skipIf(whichDatabase() !== 'sqlite')('perennial send', () => {
  it('says which version its run adopted, and how to take it back', async () => {
    const file = join(shop.dir, 'campaigns/birthday.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('conversions\n', 'conversions\n    adopt: automatically\n'))
    await given({
      A: { customers: 1000, buyers: 60, total: 1000 },
      B: { customers: 1000, buyers: 140, total: 1000 },
    })
    const first = await shop.run('send', '--yes', '5000')
    expect(first.out).toContain('B of birthday/birthday was adopted: it is proven to be better')
    expect(first.out).toContain('perennial experiments undo birthday birthday takes it back')

    const again = (await shop.run('send', '--yes', '5000', '--json')).json<{ adopted: readonly unknown[] }>()
    expect(again.adopted).toEqual([])
  })
})

describe('perennial simulate --power', () => {
  it('says how long versions and holdouts would take, at the pace and rate of the shop itself', async () => {
    const days = Array.from({ length: 10 }, (_, i) => `${i + 1}`.padStart(2, '0'))
    const people = days.flatMap((day) => Array.from({ length: 12 }, (_, i) => ({ id: `c${day}x${i}`, day, i })))
    await shop.importLines(
      'customers',
      'customer_id,email,birthday,consent,consented_at',
      ...people.map(({ id, day }) => `${id},${id}@example.com,1990-08-${day},subscribed,2026-01-01`),
    )
    await shop.importLines(
      'orders',
      'order_id,customer_id,ordered_at,total,currency',
      ...people.filter(({ i }) => i % 3 === 0).map(({ id }) => `o${id},${id},2026-08-12T10:00:00Z,20.00,EUR`),
    )
    const range = ['--from', '2026-08-01', '--to', '2026-08-10', '--power']
    const { power } = (await shop.run('simulate', ...range, '--json')).json<{ power: readonly Power[] }>()

    const [versions, holdout] = power.filter(({ campaign }) => campaign === 'birthday')
    expect([versions?.step, holdout?.step]).toEqual(['birthday', null])
    expect(versions?.customersADay).toBeGreaterThan(9)
    expect(versions?.customersADay).toBeLessThan(12)
    expect(versions?.rate).toBeCloseTo(1 / 3, 1)
    const [tenth, fifth, half] = versions?.needs.map(({ days: needed }) => needed ?? 0) ?? []
    expect(tenth).toBeGreaterThan(fifth ?? 0)
    expect(fifth).toBeGreaterThan(half ?? 0)
    expect(holdout?.needs[2]?.days).toBeGreaterThan(half ?? 0)
    expect((await shop.run('simulate', ...range)).out).toMatch(/versions of birthday\/birthday +\d+\.\d +3\d\.\d %/)
  })
})
