import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { addJobs, countJobs, dropJobs } from '../../src/db/index.ts'
import { heirOf } from '../../src/deliver/index.ts'
import { storeWebhooks } from '../../src/track/index.ts'
import { counting, type Heard, noTallies, startWorker, type Worker } from '../../src/worker/index.ts'
import { openWorkedShop, until, type WorkedShop } from './a-shop.ts'

let shop: WorkedShop
let stop: AbortController
let workers: Worker[]
let failures: string[]

beforeEach(async () => {
  shop = await openWorkedShop()
  stop = new AbortController()
  workers = []
  failures = []
})
afterEach(async () => {
  await end()
  await shop.close()
})

describe.skipIf(!inject('postgres'))('the jobs of a worker', () => {
  it('a stored event has its job, and the first that is done takes those of the others with it', async () => {
    await start()
    await end()
    await storeWebhooks(shop.app, ['a', 'b', 'c', 'b'].map(event))
    expect(await waiting('webhook')).toBe(3)

    await start()
    await until(async () => (await waiting('webhook')) === 0)
    const left = await sql`select id from webhook_deliveries where state = 'new'`.execute(shop.app.db)
    expect({ left: left.rows, failures }).toEqual({ left: [], failures: [] })
  })

  it('nothing is added where no worker was ever started', async () => {
    await storeWebhooks(shop.app, [event('a')])
    expect(await countJobs(shop.app)).toEqual([])
  })

  it('an event that was stored before the first worker came is found by its tick', async () => {
    await storeWebhooks(shop.app, [event('a')])
    await start()
    await until(async () => {
      const { rows } = await sql`select id from webhook_deliveries where state = 'new'`.execute(shop.app.db)
      return rows.length === 0
    })
  })

  it('a job goes with the transaction that adds it', async () => {
    await start()
    await end()
    await expect(
      shop.app.db.transaction().execute(async (trx) => {
        await addJobs({ ...shop.app, db: trx }, [heirOf(7, Date.now())])
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    expect(await waiting('deliver')).toBe(0)
  })

  it('the heir of a request that came to an end finds nothing to do, and can be dismissed', async () => {
    await start()
    await addJobs(shop.app, [heirOf(7, Date.now()), heirOf(8, Date.now() + 60_000)])
    await until(async () => (await waiting('deliver')) === 1)
    await dropJobs(shop.app, [heirOf(8, 0).key])
    expect(await waiting('deliver')).toBe(0)
  })

  it('jobs of a worker that gives no sign of life any more are done by another', async () => {
    await start()
    await end()
    await storeWebhooks(shop.app, [event('a')])
    await sql`
      update graphile_worker._private_jobs
      set locked_at = now(), locked_by = 'dead', attempts = 1
      where key = 'webhook a'`.execute(shop.app.db)
    await sql`
      update graphile_worker._private_job_queues
      set locked_at = now(), locked_by = 'dead'
      where queue_name = 'webhook'`.execute(shop.app.db)
    await sql`
      insert into instance (name, value)
      values ('worker:of the dead', '{"beats":9,"ids":["dead"]}')`.execute(shop.app.db)

    await start({ beat: 100, silence: 400 })
    await until(async () => (await waiting('webhook')) === 0)
    const signs = await sql<{ name: string }>`
      select name from instance where name like 'worker:%'`.execute(shop.app.db)
    expect(signs.rows).toHaveLength(1)
  })

  it('a worker that ends takes its sign of life with it', async () => {
    await start()
    await end()
    const signs = await sql`select name from instance where name like 'worker:%'`.execute(shop.app.db)
    expect({ signs: signs.rows, failures }).toEqual({ signs: [], failures: [] })
  })
})

async function start(pace?: { beat: number; silence: number }): Promise<void> {
  stop = new AbortController()
  const given = { app: () => shop.app, clock: systemClock, stop: stop.signal, heard: counting(deaf, noTallies()) }
  workers.push(await startWorker(given, 2, pace))
}

async function end(): Promise<void> {
  stop.abort()
  await Promise.all(workers.splice(0).map((worker) => worker.end()))
}

const deaf: Heard = {
  handedOver() {},
  delivered() {},
  ran() {},
  ticked() {},
  said() {},
  failed: (what) => failures.push(what),
}

async function waiting(name: string): Promise<number> {
  return (await countJobs(shop.app)).find((count) => count.name === name)?.waiting ?? 0
}

function event(id: string) {
  return { id, provider: 'resend', body: '{}', receivedAt: Date.now() }
}
