import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { daysCsv, type Simulation, type SimulationRequest, simulate } from '../../src/simulate/index.ts'
import { asDays, chainedPlans } from '../support/chained-plans.ts'
import { type Files, openTestShop, shopFile } from '../support/open-test-shop.ts'

type Shop = Awaited<ReturnType<typeof openTestShop>>

const lapsed = 'segment: lapsed\nwho:\n  all:\n    - last_order: more than 180 days ago\n'
const birthday = 'campaign: birthday\nstarts: {on_date: birthday}\nsteps:\n  - send: birthday\n'
const thanks = 'campaign: thanks\nstarts: {when: bought}\nsteps:\n  - wait: 2 days\n  - send: thanks\n'
const winBack = 'campaign: win-back\nstarts: {when_entering: lapsed}\nsteps:\n  - send: win-back\n'
const limited = shopFile('limit: 1 marketing email per 7 days', 'Europe/Zagreb')
const files: Files = {
  'segments/lapsed.yaml': lapsed,
  'campaigns/birthday.yaml': birthday,
  'campaigns/thanks.yaml': thanks,
  'campaigns/win-back.yaml': winBack,
}
let shop: Shop

afterEach(() => shop.close())

async function simulated(from: string, to: string, more: Partial<SimulationRequest> = {}) {
  const request = { from, to, now: shop.at('2026-11-22 10:00'), orders: 'none', seed: 1, ...more } as const
  const { shop: house, vocabulary, segments, campaigns } = shop
  const outcome = await simulate({ shop: house, vocabulary, segments, campaigns }, shop, request)
  if (outcome.state !== 'done') throw new Error('interrupted')
  return outcome
}

/** Emails as `2026-03-01 birthday 1`, one line a day and campaign that sends. */
function sent({ days }: Simulation): string[] {
  return days.flatMap(({ date, campaigns }) =>
    Object.entries(campaigns).flatMap(([name, { send }]) => (send > 0 ? `${date} ${name} ${send}` : [])),
  )
}

async function everything(): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(shop.db)
  const tables = await Promise.all(rows.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(shop.db)))
  return JSON.stringify(tables.map((table) => table.rows))
}

describe('a simulated programme', () => {
  it('sends each email on its day, each occasion once', async () => {
    shop = await openTestShop(files)
    await shop.customer('ana', { birthday: '1990-03-01' })
    await shop.order('1', 'ana', '2026-01-10 12:00')
    const { simulation } = await simulated('2026-01-01', '2026-08-31')
    expect(sent(simulation)).toEqual(['2026-01-12 thanks 1', '2026-03-01 birthday 1', '2026-07-10 win-back 1'])
    expect(simulation.days).toHaveLength(243)
    expect(simulation.totals).toMatchObject({
      send: 3,
      campaigns: { birthday: { send: 1 }, thanks: { send: 1 }, 'win-back': { send: 1 } },
      busiestDay: { date: '2026-01-12', send: 1 },
      daysWithoutEmail: 240,
      neverFired: [],
    })
  })

  it('counts whom the shop hears of beside the emails, as plans made day by day do', async () => {
    const steps = 'steps:\n  - wait: 2 days\n  - send: thanks\n  - notify: care@shop.example\n  - wait: 1 day\n'
    const told = thanks.replace(/steps:.*/s, `${steps}  - notify: care@shop.example\nagain: after 10 days\n`)
    shop = await openTestShop({ ...files, 'campaigns/thanks.yaml': told })
    await shop.customer('ana')
    await shop.customer('bo', { consent: 'none' })
    for (const [i, day] of ['2026-01-10', '2026-01-14', '2026-01-30'].entries()) {
      await shop.order(`a${i}`, 'ana', `${day} 12:00`)
      await shop.order(`b${i}`, 'bo', `${day} 12:00`)
    }
    const { simulation } = await simulated('2026-01-10', '2026-02-03')
    expect(simulation.totals).toMatchObject({ send: 2, tell: 8, campaigns: { thanks: { send: 2, tell: 8 } } })
    expect(simulation.days.map((day) => day.campaigns)).toEqual(asDays(await chainedPlans(shop, '2026-01-10', 25)))
    expect(daysCsv(simulation)).toContain('date,marks,campaign,send,tell,wait,skip,reasons\n')
  })

  it('leaves the shop as it was, and no copy behind', async () => {
    shop = await openTestShop(files)
    await shop.customer('ana', { birthday: '1990-03-01' })
    const before = await everything()
    // Other tests make copies at the same time: this one has a temporary folder to itself.
    const alone = mkdtempSync(join(tmpdir(), 'perennial-alone-'))
    vi.stubEnv('TMPDIR', alone)
    await simulated('2026-01-01', '2026-03-31')
    vi.unstubAllEnvs()
    expect(await everything()).toBe(before)
    expect(readdirSync(alone)).toEqual([])
    rmSync(alone, { recursive: true })
  })

  it('is the same to the byte when repeated', async () => {
    shop = await openTestShop(files)
    for (const id of ['ana', 'bo', 'ci']) await shop.customer(id, { birthday: `1990-0${id.length}-11` })
    for (const [i, id] of ['ana', 'bo', 'ci'].entries()) await shop.order(`o${i}`, id, `2026-10-0${i + 1} 12:00`)
    const ask = () => simulated('2026-10-01', '2027-03-31', { orders: 'replay-last-year', seed: 3 })
    expect(JSON.stringify(await ask())).toBe(JSON.stringify(await ask()))
  })

  it('counts what earlier runs sent, and decides anew what runs of its own days did', async () => {
    shop = await openTestShop({ 'campaigns/birthday.yaml': birthday })
    await shop.customer('ana', { birthday: '1990-03-01' })
    await shop.customer('bo', { birthday: '1990-03-05' })
    await shop.run('2026-03-01 08:00')
    await shop.run('2026-03-05 08:00')
    const { simulation } = await simulated('2026-03-02', '2026-03-08')
    expect(sent(simulation)).toEqual(['2026-03-05 birthday 1'])
    expect(sent((await simulated('2026-03-01', '2026-03-08')).simulation)).toEqual([
      '2026-03-01 birthday 1',
      '2026-03-05 birthday 1',
    ])
  })

  it('is the same whether or not real runs took place on its days', async () => {
    const people = ['ana', 'bo', 'ci', 'di']
    const open = async () => {
      shop = await openTestShop(files)
      for (const id of people) await shop.customer(id)
      for (const [i, id] of people.entries()) await shop.order(id, id, `2026-01-0${i + 2} 12:00`)
    }
    await open()
    const bare = (await simulated('2026-06-29', '2026-07-12')).simulation
    await shop.close()
    await open()
    for (const day of ['2026-06-30', '2026-07-01', '2026-07-02', '2026-07-03', '2026-07-06'])
      await shop.run(`${day} 09:00`)
    expect(sent((await simulated('2026-06-29', '2026-07-12')).simulation)).toEqual(sent(bare))
    expect(bare.totals.campaigns['win-back']?.send).toBe(4)
  })

  it('is the chain of its plans where rules look at emails, stays and stages', async () => {
    const shopFile = `${limited}stages: [fresh, lapsed]\n`
    const rule = (name: string, line: string) => `segment: ${name}\nwho:\n  ${line}\n`
    const entering = (name: string) =>
      `campaign: ${name}-mail\nstarts: {when_entering: ${name}}\nsteps:\n  - send: ${name}\n  - wait: 3 days\n  - send: ${name}-2\nagain: after 20 days\n`
    shop = await openTestShop({
      ...files,
      'perennial.yaml': shopFile,
      'segments/fresh.yaml': rule('fresh', 'all: [{first_order: within the last 30 days}]'),
      'segments/unwritten.yaml': rule('unwritten', 'none: [{emailed: {within: 10 days}}]'),
      'segments/settled.yaml': rule('settled', 'all: [{in_segment: {name: lapsed, for: at least 5 days}}]'),
      'segments/spenders.yaml': rule('spenders', 'all: [{total_spent: top 30 percent}]'),
      'segments/cooling.yaml': rule(
        'cooling',
        'all: [{left_segment: {name: fresh, within: 2 days}}, {stage: [fresh, lapsed]}]',
      ),
      ...Object.fromEntries(
        ['unwritten', 'settled', 'spenders', 'cooling', 'fresh'].map((name) => [
          `campaigns/${name}-mail.yaml`,
          entering(name),
        ]),
      ),
    })
    for (let i = 0; i < 12; i++) {
      await shop.customer(`c${i}`, { birthday: `1990-07-${10 + i}` })
      await shop.order(`a${i}`, `c${i}`, `2026-01-${10 + i} 12:00`, 1000 + i * 300)
      if (i % 3 === 0) await shop.order(`b${i}`, `c${i}`, `2026-07-${10 + i} 20:00`, 2000)
    }
    const { days } = (await simulated('2026-07-05', '2026-07-29')).simulation
    expect(days.map(({ campaigns }) => campaigns)).toEqual(asDays(await chainedPlans(shop, '2026-07-05', 25)))
    expect(days.reduce((sum, { send }) => sum + send, 0)).toBeGreaterThan(15)
  })

  it('says when the limit bit, and whom', async () => {
    shop = await openTestShop({ ...files, 'perennial.yaml': limited })
    await shop.customer('ana', { birthday: '1990-01-14' })
    await shop.order('1', 'ana', '2026-01-10 12:00')
    const { simulation, customers } = await simulated('2026-01-01', '2026-01-31')
    // The thanks of the 12th leave no room on the 14th, and “late” ends on the 16th.
    expect(sent(simulation)).toEqual(['2026-01-12 thanks 1'])
    expect(simulation.totals.customers.capHits).toEqual({ emails: 1, customers: 1 })
    expect(simulation.days[13]?.campaigns.birthday).toEqual({ send: 0, wait: 0, skip: 1, reasons: { cap_reached: 1 } })
    expect(customers).toEqual([
      {
        customer: 'ana',
        emails: 1,
        first: '2026-01-12',
        last: '2026-01-12',
        capped: 1,
        longestSilence: 19,
        silentSince: '2026-01-12',
      },
    ])
  })

  it('names the longest silence, the customers without email and the campaigns that never fire', async () => {
    shop = await openTestShop(files)
    await shop.customer('ana', { birthday: '1990-01-05' })
    await shop.customer('bo', { consent: 'none', birthday: '1990-01-06' })
    await shop.order('1', 'ana', '2026-01-10 12:00')
    const { totals } = (await simulated('2026-01-01', '2026-01-31')).simulation
    expect(totals.neverFired).toEqual(['win-back'])
    expect(totals.customers).toMatchObject({
      reached: 1,
      unreached: 1,
      mean: 2,
      most: 2,
      mostCustomer: 'ana',
      byEmails: { 2: 1 },
      longestSilence: { customer: 'ana', days: 19, since: '2026-01-12' },
    })
  })

  it('marks 29 February and the days on which the clocks change', async () => {
    shop = await openTestShop({ ...files, 'perennial.yaml': limited })
    const marked = async (from: string, to: string) =>
      (await simulated(from, to)).simulation.totals.marked.map(({ date, marks }) => `${date} ${marks}`)
    expect(await marked('2024-02-01', '2024-04-30')).toEqual(['2024-02-29 leap day', '2024-03-31 clocks forward'])
    expect(await marked('2026-10-20', '2026-10-31')).toEqual(['2026-10-25 clocks back'])
  })

  it('stops between two days when it is interrupted', async () => {
    shop = await openTestShop(files)
    const controller = new AbortController()
    const { shop: house, vocabulary, segments, campaigns } = shop
    const outcome = await simulate({ shop: house, vocabulary, segments, campaigns }, shop, {
      ...{ from: '2026-01-01', to: '2026-01-31', now: shop.at('2026-11-22'), orders: 'none', seed: 1 },
      signal: controller.signal,
      onDay: (done) => done === 3 && controller.abort(),
    })
    expect(outcome).toEqual({ state: 'interrupted', days: 3 })
  })

  it('says how far it is within a day too: each day is planned in steps', async () => {
    shop = await openTestShop(files)
    const { shop: house, vocabulary, segments, campaigns } = shop
    const heard: number[] = []
    const hear = (done: number, total: number) => heard.push(done / total)
    await simulate({ shop: house, vocabulary, segments, campaigns }, shop, {
      ...{ from: '2026-01-01', to: '2026-01-02', now: shop.at('2026-11-22'), orders: 'none', seed: 1 },
      ...{ onDay: hear, onPart: hear },
    })
    expect(heard.filter((part) => part < 0.5).length).toBeGreaterThan(5)
    expect(heard).toEqual([...heard].sort((a, b) => a - b))
    expect(heard.at(-1)).toBe(1)
  })
})

describe('days to come', () => {
  it('say which orders they assume', async () => {
    shop = await openTestShop(files)
    const assumption = async (from: string, to: string, orders: SimulationRequest['orders']) =>
      (await simulated(from, to, { orders })).simulation.assumption
    expect(await assumption('2026-11-01', '2026-11-22', 'none')).toMatchObject({ orders: 'real', future: null })
    expect(await assumption('2026-11-01', '2026-11-30', 'none')).toMatchObject({ orders: 'none', future: '2026-11-23' })
    const replay = await assumption('2027-01-01', '2027-01-10', 'replay-last-year')
    expect(replay).toMatchObject({ orders: 'replay-last-year', future: '2027-01-01', seed: 1 })
    expect(replay.sentence).toContain('the orders of the last 364 days come again')
  })

  it('bring no orders with “none”, and last year’s on the same weekday with “replay-last-year”', async () => {
    shop = await openTestShop({ 'campaigns/thanks.yaml': thanks })
    for (let i = 0; i < 30; i++) {
      await shop.customer(`c${i}`)
      await shop.order(`o${i}`, `c${i}`, '2026-02-02 12:00')
    }
    const ask = async (orders: SimulationRequest['orders'], seed = 1) =>
      sent((await simulated('2026-11-23', '2027-03-31', { orders, seed })).simulation)
    expect(await ask('none')).toEqual([])
    const replayed = await ask('replay-last-year')
    // Monday 1 February 2027 and the Mondays around it, two days later.
    expect(replayed.map((line) => line.slice(0, 10))).toEqual(['2027-01-27', '2027-02-03', '2027-02-10'])
    expect(replayed.reduce((sum, line) => sum + Number(line.split(' ')[2]), 0)).toBe(30)
    expect(await ask('replay-last-year', 2)).not.toEqual(replayed)
  })

  it('know nothing of what happened after the present', async () => {
    shop = await openTestShop({ 'campaigns/thanks.yaml': thanks })
    await shop.customer('ana')
    await shop.order('1', 'ana', '2026-11-10 12:00')
    await shop.order('2', 'ana', '2026-11-21 12:00')
    const now = shop.at('2026-11-20')
    const { simulation } = await simulated('2026-11-01', '2026-11-30', { now })
    expect(sent(simulation)).toEqual(['2026-11-12 thanks 1'])
  })
})
