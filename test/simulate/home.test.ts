import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { copyShop, type OpenDb, openTarget } from '../../src/db/index.ts'
import { simulate } from '../../src/simulate/index.ts'
import { openTestShop, shopFile } from '../support/open-test-shop.ts'

const files = {
  'perennial.yaml': shopFile('limit: 1 marketing email per 7 days', 'Europe/Zagreb'),
  'segments/lapsed.yaml': 'segment: lapsed\nwho:\n  all:\n    - last_order: more than 180 days ago\n',
  'segments/best.yaml': 'segment: best\nwho:\n  all:\n    - total_spent: top 20 percent\n',
  'campaigns/birthday.yaml': 'campaign: birthday\nstarts: {on_date: birthday}\nsteps:\n  - send: birthday\n',
  'campaigns/thanks.yaml': 'campaign: thanks\nstarts: {when: bought}\nsteps:\n  - wait: 2 days\n  - send: thanks\n',
  'campaigns/win-back.yaml': 'campaign: win-back\nstarts: {when_entering: lapsed}\nsteps:\n  - send: win-back\n',
}

let dir: string
let shop: Awaited<ReturnType<typeof openTestShop>>
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'perennial-simulate-home-'))
  shop = await openTestShop(files)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await shop.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Thirty customers with orders and birthdays all over the year, and a run that sent something. */
async function fill(): Promise<void> {
  for (let n = 1; n <= 30; n += 1) {
    await shop.customer(`c${n}`, { birthday: `19${60 + n}-${two(1 + (n % 12))}-${two(1 + ((n * 5) % 28))}` })
    for (let m = 1; m <= n % 4; m += 1) {
      await shop.order(`${n}-${m}`, `c${n}`, `2026-${two(1 + ((n * m) % 8))}-${two(1 + ((n + m) % 28))} 12:00`, 500 * n)
    }
  }
  await shop.run('2026-01-05 09:00')
}

const two = (n: number) => String(n).padStart(2, '0')

function simulated(store: Pick<OpenDb, 'db' | 'dialect'>) {
  const { shop: house, vocabulary, segments, campaigns } = shop
  const request = {
    from: '2026-02-01',
    to: '2026-04-15',
    now: shop.at('2026-11-22 10:00'),
    orders: 'none',
    seed: 1,
  } as const
  return simulate({ shop: house, vocabulary, segments, campaigns }, store, request)
}

describe('a simulation', () => {
  it('gives the same answer wherever the shop is at home, and leaves no copy behind', async () => {
    await fill()
    vi.stubEnv('TMPDIR', dir)
    const here = await simulated(shop)
    expect(readdirSync(dir)).toEqual([])

    const file = await openTarget('sqlite:moved.db', dir, 0)
    await copyShop(shop, file, { from: 'the shop' })
    expect(await simulated(file)).toEqual(here)
    await file.close()
    expect(here.state === 'done' && here.simulation.totals.send).toBeGreaterThan(10)
  })
})
