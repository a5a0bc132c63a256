import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type OpenDb, openDb } from '../../src/db/index.ts'
import { startQuarantine } from '../../src/deliver/index.ts'
import { queued, subscribers } from '../deliver/a-delivery.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder
beforeEach(() => {
  shop = shopFolder('2026-11-22T08:00:00Z')
})
afterEach(() => shop.remove())

async function inDb(work: (open: OpenDb) => Promise<unknown>): Promise<void> {
  const open = await openDb(`sqlite:${join(shop.dir, 'data/perennial.db')}`, shop.dir, 0)
  await work(open)
  await open.close()
}

const uncertain = (customer: number) => ({
  customer,
  state: 'uncertain' as const,
  error: 'No answer',
  first_attempt_at: Date.parse('2026-11-21T08:00:00Z'),
})

it('emails nobody knows about are listed and settled one by one, or all', async () => {
  await inDb(async ({ db }) => {
    await subscribers(db, 1, 2, 3)
    await queued(db, [uncertain(1), uncertain(2), uncertain(3)])
  })
  const list = await shop.run('uncertain')
  expect(list.out).toContain('3 emails of which nobody knows whether it was sent')
  expect(list.out).toMatch(/2 {2}c2 {2}welcome hello {2}2026-11-21T08:00 {2}No answer/)
  expect((await shop.run('uncertain', '1', '--sent')).talk).toContain('1 email counted as sent.')
  expect((await shop.run('uncertain', '2', '--not-sent')).talk).toContain('1 email counted as not sent.')
  const { uncertain: left } = (await shop.run('uncertain', '--json')).json<{ uncertain: { message: number }[] }>()
  expect(left.map(({ message }) => message)).toEqual([3])
  expect((await shop.run('uncertain', '--all', '--again')).talk).toContain('1 email back in the queue.')
  expect((await shop.run('uncertain')).out).toContain('No email is uncertain.')
})

it('a decision names its emails, and only one decision is one', async () => {
  expect((await shop.run('uncertain', '--sent')).code).toBe(2)
  expect((await shop.run('uncertain', '--all', '--sent', '--again')).code).toBe(2)
  expect((await shop.run('uncertain', 'x', '--sent')).talk).toContain('"x" is no number of an email')
})

it('resume ends a halt, a pause, and with a yes the wait of a restored database', async () => {
  expect((await shop.run('resume')).out).toContain('Nothing is halted.')
  await inDb(async ({ db }) => {
    await db
      .insertInto('halts')
      .values({ name: 'resend', since: 1, until: null, code: 'x', reason: 'No key' })
      .execute()
    const pause = { campaign: 'welcome', reason: 'bounces' as const, at: 1, accepted: 250, counted: 15 }
    await db.insertInto('campaign_pauses').values(pause).execute()
  })
  expect((await shop.run('resume')).out).toContain('resend goes on.')
  expect((await shop.run('resume', 'welcome')).out).toContain('welcome goes on.')
  expect((await shop.run('resume', 'welcome')).talk).toContain('welcome is not paused')
  await inDb((open) => startQuarantine(open, 'restored', 1))
  expect((await shop.run('resume')).code).toBe(2)
  expect((await shop.run('resume', '--yes')).out).toContain('database goes on.')
  expect((await shop.run('resume')).out).toContain('Nothing is halted.')
})
