import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type App, planOf, reloadApp } from '../../src/app/index.ts'
import { fixedClock } from '../../src/clock.ts'
import { deliver, runDay } from '../../src/schedule/index.ts'
import { openedApp, shippedShop } from '../app/support.ts'
import { addSubscriber } from '../support/add-subscriber.ts'

const clock = fixedClock(0)
const at = (text: string) => Date.parse(`${text}Z`)
let shop: ReturnType<typeof shippedShop>
let app: App

beforeEach(async () => {
  shop = shippedShop()
  app = await openedApp(shop.dir)
})

afterEach(async () => {
  await app.close()
  shop.remove()
})

const customer = (id: string, birthDay: string | null) => addSubscriber(app.db, id, birthDay)

async function order(id: string, of: number, when: string): Promise<void> {
  await app.db
    .insertInto('orders')
    .values({ id, customer: of, ordered_at: at(when), total: 1000, currency: 'EUR', status: 'paid', refunded_total: 0 })
    .execute()
}

async function run(when: string) {
  clock.set(at(when))
  const day = await runDay(app, clock)
  if ('refused' in day) throw new Error(day.refused)
  return day
}

function outbox(): string[] {
  const dir = join(shop.dir, 'outbox')
  return readdirSync(dir).flatMap((day) => readdirSync(join(dir, day)).map((file) => join(dir, day, file)))
}

/** Everything that is stored, table by table. */
async function everything(): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(app.db)
  const tables = await Promise.all(rows.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(app.db)))
  return JSON.stringify(tables.map((table) => table.rows))
}

describe('perennial send', () => {
  it('sends each email once, however often it is run', async () => {
    await customer('ana', '03-01')
    expect(await run('2026-03-01T08:30:00')).toMatchObject({ queued: 1, submitted: 1, failed: 0, waiting: 0 })
    expect(await run('2026-03-01T08:30:00')).toMatchObject({ queued: 0, submitted: 0, skipped: 0 })
    expect(await run('2026-03-01T08:31:00')).toMatchObject({ queued: 0, submitted: 0 })
    expect(outbox()).toHaveLength(1)
  })

  it('keeps what is due later in the queue and delivers it when its time has come', async () => {
    await customer('ana', '03-01')
    expect(await run('2026-03-01T06:30:00')).toMatchObject({ queued: 1, submitted: 0, waiting: 1 })
    clock.set(at('2026-03-01T08:00:00'))
    expect(await deliver(app, clock)).toMatchObject({ submitted: 1, waiting: 0 })
  })

  it('after three days of silence makes up for each missed day once, inside “late”', async () => {
    for (const day of ['01', '02', '03', '04', '05']) await customer(`born-${day}`, `03-${day}`)
    await run('2026-03-01T08:30:00')
    const back = await run('2026-03-05T08:30:00')
    // Born on the 2nd it would be three days late, two are allowed.
    expect(back).toMatchObject({ caughtUp: 3, queued: 3, submitted: 3, skipped: 1 })
    const rows = await app.db
      .selectFrom('messages')
      .select(['state', 'reason'])
      .where('state', '=', 'skipped')
      .execute()
    expect(rows).toEqual([{ state: 'skipped', reason: 'too_late' }])
    expect(await run('2026-03-05T09:00:00')).toMatchObject({ caughtUp: 0, queued: 0 })
  })

  it('asks stop_when again right before an email goes', async () => {
    const ana = await customer('maja', null)
    for (const id of ['bo', 'ci', 'di', 'ed', 'fa', 'gu']) await customer(id, null)
    await order('1', ana, '2026-01-01T10:00:00')
    await run('2026-06-30T06:00:00')
    expect(await run('2026-07-01T06:00:00')).toMatchObject({ queued: 1, submitted: 0 })
    await order('2', ana, '2026-07-01T06:30:00')
    clock.set(at('2026-07-01T08:00:00'))
    expect(await deliver(app, clock)).toMatchObject({ submitted: 0, skipped: 1 })
    const row = await app.db
      .selectFrom('messages')
      .select(['state', 'reason'])
      .where('campaign', '=', 'win-back')
      .executeTakeFirst()
    expect(row).toEqual({ state: 'skipped', reason: 'stopped' })
  })

  it('holds in the queue what would go out in the middle of the night', async () => {
    await customer('ana', '03-01')
    await run('2026-03-01T06:30:00')
    clock.set(at('2026-03-02T01:00:00'))
    expect(await deliver(app, clock)).toMatchObject({ submitted: 0, waiting: 1 })
    const held = await app.db.selectFrom('messages').select('day').executeTakeFirst()
    expect(held).toEqual({ day: at('2026-03-02T00:00:00') / 86_400_000 })
    clock.set(at('2026-03-02T07:00:00'))
    expect(await deliver(app, clock)).toMatchObject({ submitted: 1, waiting: 0 })
  })

  it('lets no second email join one that went out a day late', async () => {
    const ana = await customer('ana', '03-01')
    await order('1', ana, '2025-03-02T10:00:00')
    await order('2', ana, '2026-02-10T10:00:00')
    await run('2026-03-01T06:30:00')
    const day = await run('2026-03-02T08:30:00')
    expect(day).toMatchObject({ submitted: 1 })
    const rows = await app.db
      .selectFrom('messages')
      .select(['campaign', 'state', 'reason'])
      .orderBy('campaign')
      .execute()
    expect(rows).toEqual([
      { campaign: 'anniversary', state: 'waiting', reason: 'outranked' },
      { campaign: 'birthday', state: 'submitted', reason: 'due' },
    ])
  })

  it('of a campaign whose file was taken away does not go any more', async () => {
    await customer('ana', '03-01')
    await run('2026-03-01T06:30:00')
    rmSync(join(shop.dir, 'campaigns/birthday.yaml'))
    app = (await reloadApp(app)).app
    clock.set(at('2026-03-01T08:00:00'))
    expect(await deliver(app, clock)).toMatchObject({ submitted: 0, skipped: 1 })
  })

  it('does not go to who left between plan and sending', async () => {
    const ana = await customer('ana', '03-01')
    await run('2026-03-01T06:30:00')
    const left = {
      customer: ana,
      topic: null,
      status: 'unsubscribed' as const,
      at: at('2026-03-01T07:00:00'),
      recorded_at: 0,
      source: 'test',
    }
    await app.db.insertInto('consents').values(left).execute()
    clock.set(at('2026-03-01T08:00:00'))
    expect(await deliver(app, clock)).toMatchObject({ submitted: 0, skipped: 1 })
  })

  it('refuses to go back in time and while another run is under way', async () => {
    await run('2026-03-02T08:00:00')
    clock.set(at('2026-03-01T08:00:00'))
    expect(await runDay(app, clock)).toMatchObject({ refused: expect.stringContaining('never goes back in time') })
    const running = {
      slot: at('2026-03-03T08:00:00'),
      started_at: at('2026-03-03T08:00:00'),
      state: 'running',
      summary: '{}',
    }
    await app.db.insertInto('runs').values(running).execute()
    clock.set(at('2026-03-03T08:10:00'))
    expect(await runDay(app, clock)).toMatchObject({ refused: expect.stringContaining('under way') })
  })

  it('takes up a run that broke off, then the present one', async () => {
    await customer('ana', '03-01')
    const broken = {
      slot: at('2026-03-01T08:00:00'),
      started_at: at('2026-03-01T08:00:00'),
      state: 'running',
      summary: '{}',
    }
    await app.db.insertInto('runs').values(broken).execute()
    expect(await run('2026-03-01T10:00:00')).toMatchObject({ queued: 1, submitted: 1 })
  })

  it('stopped before its runs begins none of them', async () => {
    clock.set(at('2026-03-01T08:30:00'))
    expect(await runDay(app, clock, { signal: AbortSignal.abort() })).toMatchObject({ queued: 0, caughtUp: 0 })
    expect(await app.db.selectFrom('runs').selectAll().execute()).toEqual([])
  })

  it('moves what is overdue before its own transaction, in which it would hold the lock to the end', async () => {
    await customer('ana', '03-01')
    await run('2026-03-01T06:30:00')
    await sql`create trigger broken before insert on runs begin select raise(fail, 'broken'); end`.execute(app.db)
    await expect(run('2026-03-02T08:30:00')).rejects.toThrow('broken')
    const moved = await app.db.selectFrom('messages').select('day').executeTakeFirst()
    expect(moved).toEqual({ day: at('2026-03-02T00:00:00') / 86_400_000 })
  })

  it('leaves out the campaigns of a broken template and sends the rest', async () => {
    await customer('ana', '03-01')
    writeFileSync(
      join(shop.dir, 'templates/we-miss-you.mjml'),
      '<mjml><mj-body><mj-text>{{nobody}}</mj-text></mj-body></mjml>',
    )
    await app.close()
    app = await openedApp(shop.dir)
    await customer('ana', '03-01')
    expect(await run('2026-03-01T08:30:00')).toMatchObject({ submitted: 1, broken: ['win-back'] })
  })

  it('writes the customer’s own words into the email', async () => {
    await customer('ana', '03-01')
    await run('2026-03-01T08:30:00')
    expect(readFileSync(outbox()[0] ?? '', 'utf8')).toMatch(/^To: ana@example\.com$/m)
  })
})

describe('a plan', () => {
  it('changes nothing that is stored', async () => {
    const ana = await customer('ana', '03-01')
    await order('1', ana, '2026-02-20T10:00:00')
    const before = await everything()
    const { plan } = await planOf(app, at('2026-03-01T08:00:00'), 'run', 'with entries')
    expect(plan.entries.length).toBeGreaterThan(0)
    expect(await everything()).toBe(before)
  })
})

describe('a guard', () => {
  it('stops only the campaigns that use its segment, and says so', async () => {
    for (let i = 0; i < 40; i++)
      await order(`${i}`, await customer(`c${i}`, i === 0 ? '07-01' : null), '2026-01-01T10:00:00')
    await order('new', await customer('fresh', null), '2026-06-25T10:00:00')
    const day = await run('2026-07-01T08:30:00')
    expect(day.guards.map(({ segment, guard }) => `${segment} ${guard}`)).toContain('lapsed size')
    const rows = await app.db
      .selectFrom('messages')
      .select(['campaign', 'state', 'reason', sql<number>`count(*)`.as('n')])
      .where('campaign', 'in', ['win-back', 'birthday'])
      .groupBy(['campaign', 'state', 'reason'])
      .orderBy('campaign')
      .execute()
    expect(rows).toContainEqual({ campaign: 'birthday', state: 'submitted', reason: 'due', n: 1 })
    expect(
      rows.filter(({ campaign, state }) => campaign === 'win-back' && state !== 'waiting' && state !== 'skipped'),
    ).toEqual([])
    expect(rows.some(({ reason }) => reason === 'guard_stopped')).toBe(true)
  })
})
