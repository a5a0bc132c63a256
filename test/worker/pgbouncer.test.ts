import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { openDb } from '../../src/db/index.ts'
import { type ShopFolder, shopFolder } from '../cli/run-in-shop.ts'
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts'
import { type PgBouncer, pgbouncerThere, startPgBouncer } from '../support/pgbouncer.ts'
import { built, openWorkedShop, states, subscribeToday, twice, until, type WorkedShop } from './a-shop.ts'

/** Far fewer than the processes want: whoever needs a second one while it holds the first would wait for ever. */
const POOL = 3
const NOW = '2026-03-02T10:00:00Z'

describe.skipIf(!inject('postgres') || !pgbouncerThere)('PgBouncer in transaction mode', { timeout: 120_000 }, () => {
  let bouncer: PgBouncer
  let shop: WorkedShop | undefined
  let folder: ShopFolder | undefined
  let fresh: FreshDatabase | undefined
  beforeAll(async () => {
    const small = { default_pool_size: `${POOL}`, reserve_pool_size: '0', query_wait_timeout: '20' }
    bouncer = await startPgBouncer(inject('postgres') ?? '', small)
  })
  afterEach(async () => {
    await shop?.close()
    await fresh?.drop()
    folder?.remove()
    shop = folder = fresh = undefined
  })
  afterAll(() => bouncer.stop())

  it.skipIf(!built)('three processes run the day once and send each email once, over three connections', async () => {
    shop = await openWorkedShop({ latency: [5, 5] }, 'due', bouncer.through)
    const { app } = shop
    await subscribeToday(app, 120)
    const processes = [
      shop.start('worker'),
      shop.start('worker'),
      shop.start('serve', '--port', '0', '--public-port', '0'),
    ]
    await until(async () => {
      const { queued = 0, claimed = 0, submitted = 0 } = await states(app)
      return submitted > 0 && queued + claimed === 0
    }, processes)
    const real = await sql<{ connections: number }>`
      select count(*) as connections
      from pg_stat_activity
      where datname = current_database()`.execute(app.db)
    expect(real.rows[0]?.connections).toBeLessThanOrEqual(POOL)
    await Promise.all(processes.map((one) => one.end('SIGTERM')))
    const { submitted = 0 } = await states(app)
    const runs = await app.db.selectFrom('runs').select('state').execute()
    expect({ runs, twice: twice(shop), sent: shop.fake.ledger().length }).toEqual({
      runs: [{ state: 'done' }],
      twice: [],
      sent: submitted,
    })
    for (const one of processes) expect(one.said()).not.toMatch(/"level":"(warn|error)"|cannot be/)
  })

  it('every command says the same as without it, and leaves nothing behind in a connection', async () => {
    fresh = await freshDatabase()
    const through = bouncer.through(fresh.url)
    folder = shopFolder(NOW, 'shipped', { DATABASE_URL: through })
    await folder.importLines(
      'customers',
      'customer_id,email,birthday,consent',
      'ana,ana@x.example,1990-03-02,subscribed',
    )
    await folder.importLines(
      'orders',
      'order_id,customer_id,ordered_at,total',
      'o1,ana,2026-03-01,20',
      'o2,ana,2026-01-01,30',
    )
    for (const words of COMMANDS) {
      const { code, out, talk } = await folder.run(...words)
      const direct = await folder.run(...words, '--database', fresh.url)
      expect({ words, code, out }, talk).toEqual({ words, code: 0, out: direct.out })
    }
    expect((await folder.run('send', '--yes')).code).toBe(0)
    expect((await folder.run('erase', 'ana', '--yes')).code).toBe(0)
    const { db, close } = await openDb(fresh.url, '.', 0)
    const left = await sql`
      select relname from pg_class where relpersistence = 't' and relkind = 'r'`.execute(db)
    await close()
    expect(left.rows).toEqual([])
  })

  it('doctor knows that it is there', async () => {
    fresh = await freshDatabase()
    folder = shopFolder(NOW, 'shipped', { DATABASE_URL: bouncer.through(fresh.url) })
    const { out } = await folder.run('doctor')
    expect(out).toMatch(/PostgreSQL \d+ behind a pooler|fsync/)
    expect(out).not.toMatch(/could not be looked at/)
  })

  it('what it cannot do is said in a sentence: statement mode, and options in the address', async () => {
    fresh = await freshDatabase()
    const statements = await startPgBouncer(inject('postgres') ?? '', { pool_mode: 'statement' })
    try {
      await expect(openDb(statements.through(fresh.url), '.', 0)).rejects.toThrow('set pool_mode = transaction')
    } finally {
      await statements.stop()
    }
    const address = `${bouncer.through(fresh.url)}?options=-c%20search_path%3Dshop`
    await expect(openDb(address, '.', 0)).rejects.toThrow('PgBouncer takes no options in DATABASE_URL')
  })
})

const COMMANDS = [
  ['plan', '--json'],
  ['why', 'ana', '--json'],
  ['members', 'high-value', '--json'],
  ['simulate', '--from', '2026-03-01', '--to', '2026-03-02', '--json'],
  ['stats', '--json'],
  ['export', 'ana'],
]
