import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../src/calendar/index.ts'
import type { Plan } from '../../src/plan/index.ts'
import { openOracleShop } from '../support/oracle-shop.ts'
import { shared } from '../support/real-shops.ts'

const absent = !existsSync(shared)
if (absent) console.warn('SKIPPED: ../shared is absent, the shop was not run for 294 days')

type Counts = Readonly<Record<string, number>>

/** One day of the oracle: by policy, then by rule. */
interface Day {
  readonly all: Counts
  readonly eligible: Counts
  readonly one_per_day: Counts
  readonly cap7: Counts
  readonly ids_sha256: Readonly<Record<string, string>>
}

describe.skipIf(absent)('a whole shop for 294 days', () => {
  let shop: Awaited<ReturnType<typeof openOracleShop>>
  let days: [string, Day][]

  beforeAll(async () => {
    const text = readFileSync(resolve(shared, 'oracles/shop_daily.json'), 'utf8')
    days = Object.entries((JSON.parse(text) as { days: Record<string, Day> }).days)
    shop = await openOracleShop('')
  }, 120_000)

  afterAll(() => shop.close())

  it('plans for everybody, by consent and one a day exactly what is due, each day by itself', async () => {
    const wrong: string[] = []
    for (const [date, { all, eligible, one_per_day, ids_sha256 }] of days) {
      const plan = await shop.plan(date)
      for (const rule of Object.keys(all)) {
        const due = dueOf(plan, rule)
        const found = [due.all.length, due.eligible.length, due.sent.length, hashOf(due.eligible)].join(' ')
        const wanted = [all[rule], eligible[rule], one_per_day[rule], ids_sha256[rule]].join(' ')
        if (found !== wanted) wrong.push(`${date} ${rule}: ${found}, wanted ${wanted}`)
      }
    }
    expect(wrong).toEqual([])
  }, 600_000)

  it('sends over the 294 days, run by run, exactly what a limit of one a week leaves', async () => {
    const capped = await openOracleShop('limit: 1 marketing email per 7 days\n')
    const wrong: string[] = []
    for (const [date, { cap7 }] of days) {
      const plan = await capped.run(date)
      for (const [rule, wanted] of Object.entries(cap7)) {
        const sent = dueOf(plan, rule).sent.length
        if (sent !== wanted) wrong.push(`${date} ${rule}: ${sent}, wanted ${wanted}`)
      }
    }
    expect(wrong).toEqual([])
    const rows = await capped.db.selectFrom('messages').select('state').where('state', '=', 'queued').execute()
    const total = days.flatMap(([, { cap7 }]) => Object.values(cap7)).reduce((sum, count) => sum + count, 0)
    expect(rows).toHaveLength(total)
    await capped.close()
  }, 600_000)

  it('stopped for three days handles everybody due in them once on return, or says why not', async () => {
    const stopped = await openOracleShop('')
    const [first, second, third, fourth] = ['2011-05-10', '2011-05-11', '2011-05-12', '2011-05-13'] as const
    await stopped.run(first)
    const handled: string[] = []
    for (const slot of [second, third, fourth]) {
      const plan = await stopped.run(slot, fourth)
      handled.push(...plan.entries.filter(({ reason }) => reason !== 'not_yet').map(key))
    }
    const due: string[] = []
    for (const day of [second, third, fourth]) {
      due.push(...(await shop.plan(day)).entries.filter(({ reason }) => reason !== 'not_yet').map(key))
    }
    expect(new Set(handled)).toEqual(new Set(due))
    expect(handled).toHaveLength(new Set(handled).size)
    expect((await stopped.run(addDays(fourth, 1))).entries.filter((entry) => due.includes(key(entry)))).toEqual([])
    await stopped.close()
  }, 600_000)
})

function key({ campaign, customer, occasion }: Plan['entries'][number]): string {
  return `${campaign} ${customer} ${occasion}`
}

function dueOf(plan: Plan, rule: string) {
  const listed = plan.entries.filter(({ campaign, reason }) => campaign === rule && reason !== 'not_yet')
  const eligible = listed.filter(({ reason }) => reason !== 'no_consent' && reason !== 'suppressed')
  const sent = eligible.filter(({ decision }) => decision === 'send')
  return { all: idsOf(listed), eligible: idsOf(eligible), sent: idsOf(sent) }
}

function idsOf(entries: Plan['entries']): string[] {
  return [...new Set(entries.map(({ customer }) => customer))].sort()
}

function hashOf(ids: readonly string[]): string {
  return createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 16)
}
