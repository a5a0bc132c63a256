import { afterEach, describe, expect, it } from 'vitest'
import { openDb } from '../../src/db/index.ts'
import { queued, subscribers } from '../deliver/a-delivery.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

const now = '2026-11-22T12:00:00Z'
const sentAt = Date.parse(now) - 3_600_000
let shop: ShopFolder
afterEach(() => shop.remove())

/** A shop that sent birthday emails, the first so many of which bounced. */
async function shopThatSent(emails: number, bounced: number): Promise<void> {
  shop = shopFolder(now)
  const store = await openDb(await shop.database(), shop.dir, sentAt)
  const people = Array.from({ length: emails }, (_, i) => i + 1)
  await subscribers(store.db, ...people)
  const sent = { campaign: 'birthday', state: 'submitted', submitted_at: sentAt, provider: 'resend' } as const
  await queued(
    store.db,
    people.map((customer) => ({ customer, ...sent, outcome: customer <= bounced ? 'bounced' : 'delivered' })),
  )
  await store.close()
}

describe('perennial stats', () => {
  it('warns of a campaign that is half way to stopping itself', async () => {
    await shopThatSent(200, 5)
    const { code, out, talk } = await shop.run('stats')
    expect(code).toBe(0)
    expect(out).toContain('birthday/hello')
    expect(talk).toContain('birthday has 5 bounces among its latest 200 emails, and stops itself above 4 %.')
    const { strained } = (await shop.run('stats', '--json')).json<{ strained: readonly object[] }>()
    expect(strained).toMatchObject([
      { campaign: 'birthday', reason: 'bounces', counted: 5, accepted: 200, limit: 0.04 },
    ])
  })

  it('says nothing of one below that', async () => {
    await shopThatSent(200, 4)
    expect((await shop.run('stats')).talk).not.toContain('stops itself')
    expect((await shop.run('stats', '--json')).json()).toMatchObject({ strained: [] })
  })

  it('--storage tells how much room each table takes, and what a customer and an email cost', async () => {
    await shopThatSent(200, 0)
    const { out } = await shop.run('stats', '--storage')
    expect(out).toMatch(/^ {2}table +bytes +of it indexes +per customer\n/)
    expect(out).toMatch(/MB for 200 customers: [\d,]+ bytes each\.\n200 emails in the ledger: [\d,]+ bytes each\.\n$/)

    const { json } = await shop.run('stats', '--storage', '--json')
    const storage = json<{ bytes: number; emails: number; perEmail: number; tables: readonly { table: string }[] }>()
    expect(storage).toMatchObject({ customers: 200, emails: 200, free: expect.any(Number) })
    expect(storage.bytes).toBeGreaterThan(200 * storage.perEmail)
    expect(storage.tables.map(({ table }) => table)).toContain('messages')
  })
})
