import { describe, expect, it } from 'vitest'
import { all, openTestShop } from '../support/open-test-shop.ts'

const buyers = `segment: buyers
who:
  all:
    - orders: at least 1
guard:
  daily_change: at most 25 percent
`
const regulars = 'segment: regulars\nwho:\n  all:\n    - in_segment: buyers\n'

function daily(name: string, who: string): string {
  return `campaign: ${name}\npurpose: service\nstarts: {every: day}\nwho:\n  all:\n    - ${who}\nsteps:\n  - send: ${name}\n`
}

describe('a guard that stops a segment', () => {
  it('stops the campaigns that use it, also by way of another segment, and no other', async () => {
    const shop = await openTestShop({
      'segments/buyers.yaml': buyers,
      'segments/regulars.yaml': regulars,
      'campaigns/direct.yaml': daily('direct', 'in_segment: buyers'),
      'campaigns/indirect.yaml': daily('indirect', 'in_segment: regulars'),
      'campaigns/other.yaml': daily('other', 'orders: at least 1'),
    })
    const ids = Array.from({ length: 40 }, (_, i) => `c${i}`)
    for (const id of ids) await shop.customer(id)
    for (const id of ids.slice(0, 20)) await shop.order(id, id, '2026-01-01')
    await shop.run('2026-03-01 08:00')
    for (const id of ids.slice(20)) await shop.order(id, id, '2026-03-01 10:00')
    const lines = all(await shop.run('2026-03-02 08:00')).filter((line) => line.includes(' c1 2026-03-02'))
    expect(lines).toEqual([
      'direct/direct c1 2026-03-02 wait guard_stopped',
      'indirect/indirect c1 2026-03-02 wait guard_stopped',
      'other/other c1 2026-03-02 send due',
    ])
    await shop.close()
  })
})
