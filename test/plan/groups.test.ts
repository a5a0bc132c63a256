import { afterEach, describe, expect, it } from 'vitest'
import { openTestShop, shopFile } from '../support/open-test-shop.ts'

const files = {
  'perennial.yaml': shopFile('holdout: 20 percent'),
  'campaigns/birthday.yaml': `campaign: birthday
starts: {on_date: birthday}
steps:
  - send: birthday
    variants: {A: {share: 30 percent}, B: {share: 30 percent}, C: {share: 40 percent}}
holdout: 25 percent
goal: {bought: anything, within: 14 days}
`,
  'campaigns/receipt.yaml': `campaign: receipt
purpose: service
starts: {when: bought}
steps:
  - wait: 1 day
  - send: receipt
`,
}

let shop: Awaited<ReturnType<typeof openTestShop>>
afterEach(() => shop.close())

/** The group of each customer in the question of the birthday: a variant, or held out. */
async function groups(): Promise<Map<string, string[]>> {
  const { entries } = await shop.plan('2026-03-01')
  const found = new Map<string, string[]>()
  for (const { campaign, customer, variant, reason } of entries) {
    if (campaign !== 'birthday') continue
    found.set(customer, [...(found.get(customer) ?? []), reason === 'holdout' ? 'held out' : (variant ?? '')])
  }
  return found
}

async function born(from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) await shop.customer(`c${i}`, { birthday: '1990-03-01' })
}

describe('the groups of an experiment', () => {
  it('hold each customer once, the same one however long the list is', async () => {
    shop = await openTestShop(files)
    await born(0, 120)
    const before = await groups()
    await born(120, 300)
    const after = await groups()

    expect([...after.values()].filter((own) => own.length !== 1)).toEqual([])
    expect([...before].map(([customer]) => after.get(customer))).toEqual([...before.values()])
    const all = [...after.values()].flat()
    expect([...new Set(all)].sort()).toEqual(['A', 'B', 'C', 'held out'])
    // 20 percent of all, and 25 percent of everybody: together 40.
    expect(Math.abs(all.filter((group) => group === 'held out').length - 120)).toBeLessThan(30)
  })

  it('of the whole programme get no marketing and every email about an order', async () => {
    shop = await openTestShop({ ...files, 'perennial.yaml': shopFile('holdout: 50 percent') })
    await born(0, 40)
    for (let i = 0; i < 40; i++) await shop.order(`o${i}`, `c${i}`, '2026-02-28 08:00')
    const { entries } = await shop.plan('2026-03-01')
    const of = (campaign: string) => entries.filter((entry) => entry.campaign === campaign)

    const held = of('birthday').filter(({ reason }) => reason === 'holdout')
    expect(held.length).toBeGreaterThan(10)
    expect(held.length).toBeLessThan(40)
    expect(of('receipt').filter(({ reason }) => reason === 'holdout')).toEqual([])
    expect(of('receipt')).toHaveLength(40)
  })
})
