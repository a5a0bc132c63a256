import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../src/calendar/index.ts'
import { importFiles } from '../../src/ingest/index.ts'
import type { Borders } from '../../src/segments/index.ts'
import type { Entry, WhyCampaign } from '../../src/plan/index.ts'
import { openTestShop } from '../support/open-test-shop.ts'
import { eachDay, type TestShop } from './each-day.ts'
import { shared } from '../support/real-shops.ts'

const absent = !existsSync(shared)
if (absent) console.warn('SKIPPED: ../shared is absent, why was not held against the plan of a real shop')

const files = {
  'perennial.yaml': `shop: {name: Real shop, address: Street 1}
from: shop@example.com
time_zone: Europe/London
currency: GBP
send_at: 09:00 customer time
limit: 2 marketing emails per 7 days
quiet: 21:00 to 08:00 customer time
stages: [new, best, at-risk, lapsed]
`,
  'segments/new.yaml': 'segment: new\nwho: {all: [{orders: exactly 1}, {first_order: within the last 30 days}]}\n',
  'segments/best.yaml':
    'segment: best\nwho: {all: [{total_spent: top 10 percent}, {last_order: within the last 90 days}]}\n',
  'segments/at-risk.yaml':
    'segment: at-risk\nwho: {all: [{orders: at least 2}, {last_order: between 59 and 120 days ago}]}\n',
  'segments/lapsed.yaml': 'segment: lapsed\nwho: {all: [{last_order: more than 120 days ago}]}\n',
  'segments/busy.yaml':
    'segment: busy\nwho: {all: [{bought: {times: at least 3, within: 60 days}}], none: [{in_segment: {name: best, for: at least 20 days}}]}\n',
  'campaigns/birthday.yaml':
    'campaign: birthday\nstarts: {on_date: birthday}\nwho: {none: [{in_segment: lapsed}]}\nsteps: [{send: a}]\n',
  'campaigns/anniversary.yaml':
    'campaign: anniversary\nstarts: {on_date: signed_up anniversary, days_before: 3}\nsteps: [{send: a}]\n',
  'campaigns/welcome.yaml':
    'campaign: welcome\nstarts: {when: bought, first_time: yes}\nsteps: [{wait: 1 day}, {send: a}, {wait: 36 hours}, {send: b}]\nagain: never\n',
  'campaigns/thanks.yaml':
    'campaign: thanks\nstarts: {when: bought, restart: yes}\nsteps: [{wait: 5 days}, {send: a, only_if: {all: [{orders: at least 2}]}}, {wait: 9 days}, {send: b}]\n',
  'campaigns/win-back.yaml':
    'campaign: win-back\nstarts: {when_entering: lapsed, coming_from: at-risk}\nstop_when: {any: [{bought: anything}]}\nsteps: [{send: a}, {wait: 7 days}, {send: b}]\nholdout: 10 percent\n',
  'campaigns/rest.yaml':
    'campaign: rest\nstarts: {when_entering: at-risk}\nwho: {any: [{country: GB}, {stage: at-risk}]}\nsteps: [{send: a}]\nagain: after 100 days\n',
  'campaigns/club.yaml':
    'campaign: club\nstarts: {every: Tuesday}\nwho: {all: [{in_segment: [best, busy]}], at_least: {count: 1, of: [{orders: at least 5}, {largest_order: at least 500 GBP}]}}\nsteps: [{wait: 2 days}, {send: a}]\nwhen_capped: skip\n',
  'campaigns/service.yaml':
    'campaign: service\npurpose: service\nstarts: {when: bought}\nsteps: [{wait: 30 hours}, {send: a}]\n',
}

/** Every how many customers one is asked on each day, and the days; SLICE=1 asks the next ones, ALL=1 everybody. */
const all = process.env.ALL === '1'
const EVERY = Number(process.env.EVERY ?? (all ? 1 : 900))
const SLICE = Number(process.env.SLICE ?? 0)
const DAYS = Array.from({ length: 20 }, (_, i) => addDays('2011-02-20', i * 15 + (i % 3)))

describe.skipIf(absent)('why, in a real shop', () => {
  let shop: Awaited<ReturnType<typeof openTestShop>>
  let ids: string[]

  beforeAll(async () => {
    shop = await openTestShop(files)
    const ctx = { db: shop.db, dialect: shop.dialect, now: Date.UTC(2012, 0, 1) }
    for (const kind of ['customers', 'orders'] as const) {
      await importFiles(ctx, shop.shop, { kind, files: [resolve(shared, `data/shop/${kind}.csv.gz`)] })
    }
    const rows = await shop.db.selectFrom('customers').select('id').orderBy('key').execute()
    ids = rows.map(({ id }) => id)
  }, 120_000)
  afterAll(() => shop.close())

  it('says of every customer and campaign what the plan decides', async () => {
    const wrong: string[] = []
    const borders: Borders = new Map()
    let asked = 0
    for (const [i, day] of DAYS.entries()) {
      const { entries } = await shop.plan(day)
      const planned = new Map<string, Entry[]>()
      for (const entry of entries) {
        const key = `${entry.customer} ${entry.campaign}`
        planned.set(key, [...(planned.get(key) ?? []), entry])
      }
      const sample = ids.filter((_, n) => n % EVERY === (i + SLICE) % EVERY)
      for (const id of sample) {
        const why = await shop.why(id, day, undefined, { ahead: 'left out', borders })
        for (const one of why.campaigns) {
          asked += 1
          const difference = differs(one, planned.get(`${id} ${one.campaign}`) ?? [])
          if (difference) wrong.push(`${day} ${id} ${one.campaign}: ${difference}`)
        }
      }
    }
    console.log(`why and the plan agree on ${asked} decisions`)
    expect(wrong).toEqual([])
  }, 7_200_000)

  it('names the next date that planning each of 400 days would find', async () => {
    const wrong: string[] = []
    const borders: Borders = new Map()
    let found = 0
    for (const [i, day] of (all ? DAYS : DAYS.slice(12, 14)).entries()) {
      const id = await aRegular(shop, day, i)
      const [why, brute] = [await shop.why(id, day, undefined, { borders }), await eachDay(shop, id, day, borders)]
      for (const { campaign, nextTrueOn, reason, step } of why.campaigns) {
        if (step !== null && reason !== 'not_yet') continue
        found += nextTrueOn === null ? 0 : 1
        const wanted = brute.get(campaign) ?? null
        if (nextTrueOn !== wanted) wrong.push(`${day} ${id} ${campaign}: ${nextTrueOn}, wanted ${wanted}`)
      }
    }
    expect(wrong).toEqual([])
    expect(found).toBeGreaterThan(1)
  }, 7_200_000)
})

/** A customer with a birthday and several orders up to a day: all campaigns have something to say. */
async function aRegular({ db, at }: TestShop, day: Day, number: number): Promise<string> {
  const { id } = await db
    .selectFrom('customers as c')
    .innerJoin('orders as o', 'o.customer', 'c.key')
    .select('c.id')
    .where('c.birth_day', 'is not', null)
    .where('o.ordered_at', '<=', at(day))
    .groupBy('c.key')
    .having(({ fn }) => fn.countAll(), '>', 3)
    .orderBy('c.key')
    .offset(number * 37)
    .limit(1)
    .executeTakeFirstOrThrow()
  return id
}

/** How an answer differs from the entries of the plan; undefined where it does not. */
function differs(why: WhyCampaign, entries: readonly Entry[]): string | undefined {
  const { decision, reason, step, occasion, sendAt } = why
  if (step === null) return entries.length === 0 ? undefined : `nothing, planned ${JSON.stringify(entries)}`
  const found = entries.some(
    (entry) =>
      entry.decision === decision &&
      entry.reason === reason &&
      entry.step === step &&
      entry.occasion === occasion &&
      entry.sendAt === sendAt,
  )
  const sends = entries.some((entry) => entry.decision === 'send')
  const said = JSON.stringify({ decision, reason, step, occasion, sendAt })
  return found && sends === (decision === 'send') ? undefined : `${said}, planned ${JSON.stringify(entries)}`
}
