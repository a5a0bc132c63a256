import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { App } from '../../src/app/index.ts'
import { clockFrom, fixedClock } from '../../src/clock.ts'
import { keptSince, runDay } from '../../src/schedule/index.ts'
import { openedApp, shippedShop } from '../app/support.ts'

const now = Date.UTC(2026, 10, 22, 8)
let shop: ReturnType<typeof shippedShop>
let app: App
beforeEach(() => {
  shop = shippedShop()
})
afterEach(async () => {
  await app.close()
  shop.remove()
})

/** A shop with an open of each of these days. */
async function shopWithOpens(...days: string[]): Promise<void> {
  app = await openedApp(shop.dir, now)
  await sql`insert into customers (key, id) values (1, 'ana')`.execute(app.db)
  for (const day of days) {
    const at = Date.parse(`${day}T12:00:00Z`)
    await sql`insert into message_events (customer, kind, at, recorded_at) values (1, 'opened', ${at}, ${at})`.execute(
      app.db,
    )
  }
}

const days = async () => {
  const rows = await app.db.selectFrom('message_events').select('at').orderBy('at').execute()
  return rows.map(({ at }) => new Date(at).toISOString().slice(0, 10))
}

it('a daily run removes reports of more than thirteen months ago, by the shop’s calendar', async () => {
  await shopWithOpens('2025-10-21', '2025-10-22', '2026-11-01')
  expect(new Date(keptSince(app, now)).toISOString()).toBe('2025-10-21T22:00:00.000Z')
  await runDay(app, fixedClock(now))
  expect(await days()).toEqual(['2025-10-22', '2026-11-01'])
})

it('the shop may keep them for another time', async () => {
  appendFileSync(join(shop.dir, 'perennial.yaml'), '\nretention: 25 months\n')
  await shopWithOpens('2024-10-21', '2025-10-21')
  await runDay(app, fixedClock(now))
  expect(await days()).toEqual(['2025-10-21'])
})

it('a run on a clock of another year removes nothing that the real one would keep', async () => {
  await shopWithOpens('2026-11-01')
  await runDay(app, clockFrom(Date.UTC(2029, 0, 1)))
  expect(await days()).toEqual(['2026-11-01'])
})
