import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { App } from '../../src/app/index.ts'
import { tellSilence } from '../../src/cli/tell-silence.ts'
import { openedApp, shippedShop } from '../app/support.ts'

const hour = 3_600_000
const now = Date.UTC(2026, 10, 22, 12)
let shop: ReturnType<typeof shippedShop>
let app: App
let said: string[]
const talk = { warn: (line: string) => void said.push(line) }

beforeEach(async () => {
  said = []
  shop = shippedShop()
  const opened = await openedApp(shop.dir, now)
  app = { ...opened, shop: { ...opened.shop, provider: 'resend' } }
  await sql`insert into customers (key, id) values (1, 'ana')`.execute(app.db)
  await sql`insert into runs (key, slot, started_at, state, summary) values (1, 1, 1, 'done', '{}')`.execute(app.db)
})
afterEach(async () => {
  await app.close()
  shop.remove()
})

async function handedOver(at: number): Promise<void> {
  await sql`
    insert into messages (campaign, step, customer, occasion, state, reason, purpose, template, run, started_at, due_day,
      submitted_at, provider)
    values ('welcome', 'welcome', 1, ${String(at)}, 'submitted', 'due', 'marketing', 'welcome', 1, 1, 1, ${at},
      'resend')`.execute(app.db)
}

const heard = (at: number) =>
  sql`insert into webhook_deliveries (id, provider, received_at, state) values (${String(at)}, 'resend', ${at}, 'done')`.execute(
    app.db,
  )

it('a mail service that tells nothing for an hour is told of once, and again after a day', async () => {
  await heard(now - 30 * hour)
  await handedOver(now - 2 * hour)
  let told = await tellSilence(app, now, talk, undefined)
  for (const minutes of [1, 2, 60]) told = await tellSilence(app, now + minutes * 60_000, talk, told)
  expect(told).toBe(now)
  expect(said).toEqual(['warning  For an hour the mail service told nothing of the emails it got: perennial doctor'])
  await handedOver(now + 22 * hour)
  expect(await tellSilence(app, now + 24 * hour, talk, told)).toBe(now + 24 * hour)
  expect(said).toHaveLength(2)
})

it('nothing is said before the hour is over, of emails long ago, once an event came, or with another mail service', async () => {
  await handedOver(now - hour + 60_000)
  expect(await tellSilence(app, now, talk, undefined)).toBeUndefined()
  expect(await tellSilence(app, now + 26 * hour, talk, undefined)).toBeUndefined()
  const outbox = { ...app, shop: { ...app.shop, provider: 'outbox' } }
  expect(await tellSilence(outbox, now + 2 * hour, talk, undefined)).toBeUndefined()
  expect(await tellSilence(app, now + 2 * hour, talk, undefined)).toBe(now + 2 * hour)
  await heard(now + 2 * hour)
  expect(await tellSilence(app, now + 3 * hour, talk, now + 2 * hour)).toBeUndefined()
  expect(said).toHaveLength(1)
})
