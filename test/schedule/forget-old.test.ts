import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { App } from '../../src/app/index.ts'
import { clockFrom, fixedClock } from '../../src/clock.ts'
import { doubtedUntil, forgetOld, keptSince, runDay } from '../../src/schedule/index.ts'
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

describe('a clock that jumped a year ahead', () => {
  const day = 86_400_000
  const ahead = now + 365 * day
  const run = async (at: number) => {
    const jumped = { ...app, clock: fixedClock(at) }
    await app.db.insertInto('runs').values({ slot: at, started_at: at, state: 'done', summary: '{}' }).execute()
    return forgetOld(jumped, jumped.clock)
  }

  it('removes nothing for a week, so that somebody can set it right', async () => {
    await shopWithOpens('2026-03-01', '2026-11-01')
    await run(now)
    expect(await run(ahead)).toEqual({ events: 0, deliveries: 0, heldUntil: ahead + 7 * day })
    for (const later of [1, 2, 6]) expect((await run(ahead + later * day)).heldUntil).toBe(ahead + 7 * day)
    expect(await days()).toEqual(['2026-03-01', '2026-11-01'])
    // Set right, it goes on as if nothing had been.
    expect((await run(now + day)).heldUntil).toBeUndefined()
    expect(await doubtedUntil(app.at(now + day))).toBeUndefined()
    expect(await days()).toEqual(['2026-03-01', '2026-11-01'])
  })

  it('is believed after a week of runs: the program had only rested', async () => {
    await shopWithOpens('2026-03-01', '2027-11-01')
    await run(now)
    await run(ahead)
    expect(await doubtedUntil(app.at(ahead + day))).toBe(ahead + 7 * day)
    expect(await run(ahead + 7 * day)).toMatchObject({ events: 1, heldUntil: undefined })
    expect(await days()).toEqual(['2027-11-01'])
  })
})
