import { sql } from 'kysely'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { invariant } from '../../src/deliver/index.ts'
import { type Heard, startWorker } from '../../src/worker/index.ts'
import { queueEmails } from '../support/queue-emails.ts'
import { built, later, openWorkedShop, states, subscribeToday, twice, until, type WorkedShop } from './a-shop.ts'

let shop: WorkedShop
afterEach(() => shop.close())

const delivered = (emails: number) => async () => (await states(shop.app)).submitted === emails

describe.skipIf(!inject('postgres') || !built)('perennial worker', { timeout: 120_000 }, () => {
  it('four on one database send each email once and lose none', async () => {
    shop = await openWorkedShop({ latency: [50, 50] })
    await queueEmails(shop.app, 600)
    const workers = Array.from({ length: 4 }, () => shop.start('worker', '--concurrency', '1'))
    await until(delivered(600), workers)

    const codes = await Promise.all(workers.map((worker) => worker.end('SIGTERM')))
    expect({ codes, twice: twice(shop) }).toEqual({ codes: [0, 0, 0, 0], twice: [] })
    expect(shop.fake.ledger()).toHaveLength(600)
    expect((await invariant(shop.app)).faults).toEqual([])
    // Nobody starves: each of them has handed something over.
    expect(workers.filter((worker) => /emails? submitted/.test(worker.said()))).toHaveLength(4)
  })

  it('what a killed one held is taken over by another, and goes once', async () => {
    shop = await openWorkedShop({ latency: [80, 80] })
    await queueEmails(shop.app, 900)
    const victim = shop.start('worker', '--concurrency', '3')
    await until(async () => ((await states(shop.app)).submitted ?? 0) > 0)
    await victim.end('SIGKILL')
    const { claimed = 0 } = await states(shop.app)
    expect(claimed).toBeGreaterThan(0)
    const heirs = await sql<{ key: string }>`
      select key from graphile_worker.jobs where task_identifier = 'deliver'`.execute(shop.app.db)
    expect(heirs.rows.length).toBeGreaterThan(0)

    // A minute later.
    await sql`update messages set lease_until = ${Date.now()} where state = 'claimed'`.execute(shop.app.db)
    shop.start('worker')
    await until(delivered(900))
    expect({ twice: twice(shop), sent: shop.fake.ledger().length }).toEqual({ twice: [], sent: 900 })
  })

  it('told to stop, it ends what it holds within ten seconds and leaves the rest', async () => {
    shop = await openWorkedShop({ latency: [300, 300] })
    await queueEmails(shop.app, 3000)
    const worker = shop.start('worker', '--concurrency', '2')
    await until(async () => ((await states(shop.app)).submitted ?? 0) > 0)
    const told = Date.now()
    expect(await worker.end('SIGTERM')).toBe(0)
    expect(Date.now() - told).toBeLessThan(10_000)
    const { claimed = 0, queued = 0, submitted = 0 } = await states(shop.app)
    expect({ claimed, sent: shop.fake.ledger().length }).toEqual({ claimed: 0, sent: submitted })
    expect(queued).toBeGreaterThan(0)
    const locked = await sql`select id from graphile_worker.jobs where locked_at is not null`.execute(shop.app.db)
    expect(locked.rows).toEqual([])
  })

  it('a day whose worker is killed while it plans is run by another, and sent once', async () => {
    shop = await openWorkedShop({ latency: [5, 5] }, 'due')
    const { app } = shop
    await subscribeToday(app, 40)
    const victim = await app.db
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (trx) => {
        // No email can be written down: the plan stands in the middle.
        await sql`lock table messages in share row exclusive mode`.execute(trx)
        const worker = shop.start('worker')
        await until(async () => (await waitingForLocks()) > 0, [worker])
        await worker.end('SIGKILL')
        return worker
      })
    const { rows } = await sql<{ name: string }>`
      select task_identifier as name from graphile_worker.jobs where locked_at is not null`.execute(app.db)
    expect(rows, victim.said()).toEqual([{ name: 'plan' }])

    const runs: string[] = []
    const heard = { ...deaf, ran: ({ state }: { state: string }) => void runs.push(state) }
    const stop = new AbortController()
    const given = { app: () => app, clock: systemClock, stop: stop.signal, heard }
    // Silence is not waited for for a minute.
    const heir = await startWorker(given, 2, { beat: 100, silence: 1_000 })
    await until(async () => {
      const { queued = 0, claimed = 0, submitted = 0 } = await states(app)
      return runs.length > 0 && submitted > 0 && queued + claimed === 0
    })
    stop.abort()
    await heir.end()
    expect({ runs, stored: await app.db.selectFrom('runs').select('state').execute() }).toEqual({
      runs: ['done'],
      stored: [{ state: 'done' }],
    })
    const { submitted = 0 } = await states(app)
    expect({ twice: twice(shop), sent: shop.fake.ledger().length }).toEqual({ twice: [], sent: submitted })
  })

  it('three of them run the day once, and send what it decided once', async () => {
    shop = await openWorkedShop({ latency: [5, 5] }, 'due')
    await subscribeToday(shop.app, 40)
    const workers = Array.from({ length: 3 }, () => shop.start('worker'))
    await until(async () => {
      const { queued = 0, claimed = 0, submitted = 0 } = await states(shop.app)
      return submitted > 0 && queued + claimed === 0
    }, workers)
    await later(1500)
    await Promise.all(workers.map((worker) => worker.end('SIGTERM')))
    const runs = await shop.app.db.selectFrom('runs').select('state').execute()
    expect(runs).toEqual([{ state: 'done' }])
    expect(workers.filter((worker) => /Run of .*: done/.test(worker.said()))).toHaveLength(1)
    const { submitted = 0 } = await states(shop.app)
    expect({ twice: twice(shop), sent: shop.fake.ledger().length }).toEqual({ twice: [], sent: submitted })
  })
})

const deaf: Heard = {
  handedOver() {},
  delivered() {},
  ran() {},
  ticked() {},
  said() {},
  failed() {},
}

/** How many connections of the shop wait for somebody's lock. */
async function waitingForLocks(): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting
    from pg_stat_activity
    where datname = current_database()
      and wait_event_type = 'Lock'`.execute(shop.app.db)
  return Number(rows[0]?.waiting ?? 0)
}
