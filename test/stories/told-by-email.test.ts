import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type App, eraseCustomer } from '../../src/app/index.ts'
import { fixedClock } from '../../src/clock.ts'
import { runDay } from '../../src/schedule/index.ts'
import { openedApp, shippedShop } from '../app/support.ts'

const clock = fixedClock(0)
let shop: ReturnType<typeof shippedShop>
let app: App

const at = (day: string) => Date.parse(`${day}T08:30:00Z`)
const STAFF = 'staff: {alerts: boss@kava.example, at_most: 2 a day, view: https://perennial.kava.example}'
const CAMPAIGN = `campaign: call-them
title: Call them
starts: {on_date: birthday}
steps:
  - notify: care@kava.example
    do: Call, and say that Ana sends her best
  - wait: 1 day
  - notify: boss@kava.example
stop_when: {any: [{bought: anything}]}
again: every year
`

/** The shop with that campaign alone, open from a day on. */
async function open(staff = STAFF): Promise<void> {
  for (const name of readdirSync(join(shop.dir, 'campaigns'))) rmSync(join(shop.dir, 'campaigns', name))
  writeFileSync(join(shop.dir, 'campaigns/call-them.yaml'), CAMPAIGN)
  const file = join(shop.dir, 'perennial.yaml')
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${staff}\n`)
  app = await openedApp(shop.dir, at('2026-03-31'))
  expect(app.problems.filter(({ severity }) => severity === 'error')).toEqual([])
}

async function born(day: string, ...ids: readonly string[]): Promise<void> {
  const customers = ids.map((id) => ({ id, first_name: 'Iva', last_name: id, birth_day: day, birth_year: 1990 }))
  await app.db.insertInto('customers').values(customers).execute()
}

async function run(day: string): Promise<void> {
  clock.set(at(day))
  const done = await runDay(app, clock, { confirmed: 100_000 })
  if ('refused' in done) throw new Error(done.refused)
  expect(done.faults).toEqual([])
}

/** The emails of a day to people of the shop, by address, quoted-printable undone. */
function told(day: string): Record<string, string> {
  const folder = join(shop.dir, 'outbox', day)
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.includes('alerts-')) : []
  const texts = names.map((name) =>
    readFileSync(join(folder, name), 'utf8')
      .replaceAll(/=\r?\n/g, '')
      .replaceAll('=3D', '='),
  )
  return Object.fromEntries(texts.map((text) => [/^To: <?([^>\r\n]+)/m.exec(text)?.[1] ?? '', text]))
}

const states = async () => {
  const rows = await app.db.selectFrom('messages').select(['notify', 'state']).orderBy('key').execute()
  return rows.map(({ notify, state }) => `${notify?.split('@')[0]} ${state}`)
}

beforeEach(() => {
  shop = shippedShop()
})
afterEach(async () => {
  await app.close()
  shop.remove()
})

describe('people of the shop', () => {
  it('each get one email a day: who, why, what to do, and how many more', async () => {
    await open()
    await born('03-01', 'c1', 'c2', 'c3')
    await born('03-02', 'd1')
    await run('2026-03-01')
    await run('2026-03-01')
    expect(Object.keys(told('2026-03-01'))).toEqual(['care@kava.example'])
    const first = told('2026-03-01')['care@kava.example'] ?? ''
    expect(first).toContain('3 things to look at')
    expect(first).toContain('Iva c1 (c1) is in Call them since 2026-03-01')
    expect(first).toContain('no orders yet. To do: Call, and say that Ana sends her best.')
    expect(first).toContain('https://perennial.kava.example/customers/c1')
    expect(first).toContain('And 1 more: perennial alerts --most 3')
    expect(first).not.toContain('c3')

    await run('2026-03-02')
    const second = told('2026-03-02')
    expect(Object.keys(second).sort()).toEqual(['boss@kava.example', 'care@kava.example'])
    expect(second['care@kava.example']).toContain('(d1)')
    expect(second['care@kava.example']).not.toContain('(c1)')
    expect(second['boss@kava.example']).toContain('(c1)')

    await run('2026-03-03')
    expect(Object.keys(told('2026-03-03'))).toEqual(['boss@kava.example'])
    await run('2026-03-04')
    expect(told('2026-03-04')).toEqual({})
    expect(new Set(await states())).toEqual(new Set(['care told', 'boss told']))
  })

  it('hear it the next time where the mail service took nothing', async () => {
    await open()
    await born('03-01', 'c1')
    // A file in the place of the folder: nothing can be written.
    writeFileSync(join(shop.dir, 'outbox'), '')
    await run('2026-03-01')
    expect(await states()).toEqual(['care raised', 'boss raised'])
    rmSync(join(shop.dir, 'outbox'))
    await run('2026-03-01')
    expect(told('2026-03-01')['care@kava.example']).toContain('(c1)')
    // The other step is of the next morning, which this run has decided, too.
    expect(await states()).toEqual(['care told', 'boss raised'])
  })

  it('hear nothing of a campaign that is paused, until it goes on', async () => {
    await open()
    await born('03-01', 'c1')
    const pause = { campaign: 'call-them', reason: 'operator' as const, at: at('2026-03-01'), accepted: 0, counted: 0 }
    await app.db.insertInto('campaign_pauses').values(pause).execute()
    await run('2026-03-01')
    expect(told('2026-03-01')).toEqual({})
    await app.db
      .updateTable('campaign_pauses')
      .set({ released_at: at('2026-03-02') })
      .execute()
    await run('2026-03-02')
    expect(told('2026-03-02')['care@kava.example']).toContain('(c1)')
  })

  it('hear nothing of who was erased in between, and need no "staff"', async () => {
    await open('')
    await born('03-01', 'c1', 'c2')
    writeFileSync(join(shop.dir, 'outbox'), '')
    await run('2026-03-01')
    const { key } = await app.db.selectFrom('customers').select('key').where('id', '=', 'c1').executeTakeFirstOrThrow()
    await eraseCustomer(app, at('2026-03-01'), Number(key))
    rmSync(join(shop.dir, 'outbox'))
    await run('2026-03-01')
    const text = told('2026-03-01')['care@kava.example'] ?? ''
    expect(text).toContain('(c2)')
    expect(text).toContain('1 thing to look at')
    expect(text).not.toContain('https://perennial')
  })

  it('hear nothing of a journey that has ended since it was raised', async () => {
    await open()
    await born('03-01', 'c1', 'c2')
    writeFileSync(join(shop.dir, 'outbox'), '')
    await run('2026-03-01')
    const { key } = await app.db.selectFrom('customers').select('key').where('id', '=', 'c1').executeTakeFirstOrThrow()
    const order = { id: 'o1', customer: key, ordered_at: at('2026-03-01') + 3_600_000, total: 500 }
    await app.db
      .insertInto('orders')
      .values({ ...order, currency: 'EUR', status: 'paid', refunded_total: 0 })
      .execute()
    rmSync(join(shop.dir, 'outbox'))
    await run('2026-03-02')
    const text = told('2026-03-02')['care@kava.example'] ?? ''
    expect(text).toContain('(c2)')
    expect(text).not.toContain('(c1)')
    expect(await states()).toContain('care skipped')
  })
})
