import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type App, statsOf } from '../../src/app/index.ts'
import { forgetEvents } from '../../src/track/index.ts'
import { openedApp, shippedShop } from '../app/support.ts'
import { sentMessage } from '../public/a-site.ts'
import { whichDatabase } from '../support/which-database.ts'

const now = Date.UTC(2026, 10, 22, 8, 30)
const hour = 3_600_000
const sentAt = now - 60_000
let shop: ReturnType<typeof shippedShop>
let app: App
beforeEach(async () => {
  shop = shippedShop()
  app = await openedApp(shop.dir, now)
  await sql`insert into customers (key, id) values (1, 'ana'), (2, 'bea')`.execute(app.db)
  await sql`insert into runs (key, slot, started_at, state, summary) values (1, 1, 1, 'done', '{}')`.execute(app.db)
})
afterEach(async () => {
  await app.close()
  shop.remove()
})

describe('what came of the emails', () => {
  it('counts each email once, whatever happened to it how often, machines left out', async () => {
    await sentMessage(app, 1, 1, 'win-back')
    await sentMessage(app, 2, 2, 'win-back')
    await happened(1, 'delivered')
    await happened(1, 'clicked')
    await happened(1, 'clicked')
    await happened(2, 'clicked', 1)
    await happened(2, 'complained')

    expect(await statsOf(app, now + hour)).toEqual([
      {
        ...{ campaign: 'win-back', step: 'birthday', variant: null, submitted: 2, delivered: 2, opened: 0, clicked: 1 },
        ...{ bounced: 0, complained: 1, unsubscribed: 0, converted: 0, revenue: 0 },
      },
    ])
  })

  it('a conversion is an order inside the window of the goal, refunds taken off', async () => {
    await sentMessage(app, 1, 1, 'win-back')
    await sentMessage(app, 2, 2, 'win-back')
    await ordered('before', 1, sentAt - 1, 500)
    await ordered('inside', 1, sentAt + hour, 4200, 200)
    await ordered('cancelled', 2, sentAt + hour, 900, 0, 'cancelled')
    await ordered('too late', 2, sentAt + 400 * 24 * hour, 900)

    const [row] = await statsOf(app, sentAt + 500 * 24 * hour)

    expect(row).toMatchObject({ converted: 1, revenue: 4000 })
  })

  it('an order after two emails of a campaign brings its money once', async () => {
    await sentMessage(app, 1, 1, 'win-back')
    await sentMessage(app, 2, 1, 'win-back')
    await sql`update messages set step = 'second', submitted_at = ${sentAt + hour} where key = 2`.execute(app.db)
    await ordered('one', 1, sentAt + 2 * hour, 1000)

    const rows = await statsOf(app, sentAt + 3 * hour)

    expect(rows.map(({ step, converted, revenue }) => [step, converted, revenue])).toEqual([
      ['birthday', 1, 0],
      ['second', 1, 1000],
    ])
  })

  it('of emails whose reports were removed after their time the gravest that happened still counts', async () => {
    await sentMessage(app, 1, 1, 'win-back')
    await sentMessage(app, 2, 2, 'win-back')
    await sql`update messages set outcome = case key when 1 then 'clicked' else 'bounced' end`.execute(app.db)
    const counts = async () => (await statsOf(app, now + hour))[0]
    expect(await counts()).toMatchObject({ delivered: 0, clicked: 0, bounced: 0 })
    await forgetEvents(app.at(now), sentAt + 1)
    expect(await counts()).toMatchObject({ delivered: 1, clicked: 1, opened: 0, bounced: 1 })
  })

  it('that cannot be counted leave no scratch table behind', async () => {
    await sentMessage(app, 1, 1, 'win-back')
    await sql`alter table orders rename to gone`.execute(app.db)

    await expect(statsOf(app, now + hour)).rejects.toThrow(/no such table|does not exist/)

    const tables =
      whichDatabase() === 'postgres' ? sql`(select relname as name from pg_class)` : sql`temp.sqlite_master`
    const { rows } = await sql`select name from ${tables} as tables where name like 'scratch%'`.execute(app.db)
    expect(rows).toEqual([])
  })

  it('what happens later is invisible', async () => {
    await sentMessage(app, 1, 1, 'win-back')
    await ordered('one', 1, sentAt + 2 * hour, 1000)
    expect(await statsOf(app, sentAt - 1)).toEqual([])
    expect(await statsOf(app, sentAt + hour)).toMatchObject([{ converted: 0 }])
  })
})

async function happened(message: number, kind: string, machine = 0): Promise<void> {
  await sql`
    insert into message_events (customer, kind, at, machine, message, recorded_at)
    values (${message}, ${kind}, ${now}, ${machine}, ${message}, ${now})`.execute(app.db)
}

async function ordered(
  id: string,
  customer: number,
  at: number,
  total: number,
  refunded = 0,
  status = 'paid',
): Promise<void> {
  await sql`
    insert into orders (id, customer, ordered_at, total, currency, status, refunded_total)
    values (${id}, ${customer}, ${at}, ${total}, 'EUR', ${status}, ${refunded})`.execute(app.db)
}
