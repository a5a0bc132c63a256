import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { recordTick } from '../../src/schedule/index.ts'
import { healthRoutes, noTallies } from '../../src/worker/index.ts'
import { queueEmails } from '../support/queue-emails.ts'
import { built, openWorkedShop, until, type WorkedShop } from './a-shop.ts'

let shop: WorkedShop
beforeEach(async () => {
  shop = await openWorkedShop()
})
afterEach(() => shop.close())

const now = Date.UTC(2026, 10, 22, 8)

describe.skipIf(!inject('postgres'))('how a process says that it is well', () => {
  it('is well while somebody has ticked in the last three minutes', async () => {
    expect(await health(now)).toEqual([503, 'no tick yet\n'])
    await recordTick(shop.app.at(now))
    expect(await health(now + 180_000)).toEqual([200, 'well\n'])
    expect(await health(now + 200_000)).toEqual([503, 'the last tick was 200 s ago\n'])
  })

  it('is not well when the database goes away, and says so without its address', async () => {
    await recordTick(shop.app.at(now))
    await shop.loseDatabase()
    const [status, reason] = await health(now)
    expect(status).toBe(503)
    expect(reason).toMatch(/^the database does not answer: \w+\n$/)
    const metrics = await ask('/metrics', now)
    expect(await metrics.text()).toMatch(/^perennial_database_up 0$/m)
  })

  it('tells Prometheus what waits and what was done, and nobody’s name', async () => {
    await queueEmails(shop.app, 3)
    await sql`update messages set send_at = ${now - 90_000}`.execute(shop.app.db)
    await recordTick(shop.app.at(now - 30_000))
    const tallies = noTallies()
    tallies.emails.submitted = 5
    tallies.runs.push(2)
    const answer = await ask('/metrics', now, tallies)
    expect(answer.headers.get('content-type')).toContain('text/plain')
    const text = await answer.text()
    const values = parsed(text)
    expect(values).toMatchObject({
      'perennial_emails_total{outcome="submitted"}': 5,
      'perennial_emails_total{outcome="uncertain"}': 0,
      perennial_emails_due: 3,
      perennial_oldest_due_email_seconds: 90,
      perennial_tick_age_seconds: 30,
      perennial_run_seconds_count: 1,
      perennial_webhooks_open: 0,
      perennial_database_up: 1,
    })
    expect(text).not.toContain('@')
  })
})

describe.skipIf(!inject('postgres') || !built)('perennial worker --health-port', () => {
  it('is well, and no more when the database goes away', { timeout: 90_000 }, async () => {
    const worker = shop.start('worker', '--health-port', '0')
    const [, url = ''] = await worker.says(/(http:\S+)\/healthz/)
    const status = async () =>
      (await fetch(`${url}/healthz`).catch(() => Promise.reject(new Error(worker.said())))).status
    await until(async () => (await status()) === 200, [worker])
    expect(parsed(await (await fetch(`${url}/metrics`)).text()).perennial_tick_age_seconds).toBeLessThan(60)
    await shop.loseDatabase()
    await until(async () => (await status()) === 503, [worker])
    expect(await worker.end('SIGTERM'), worker.said()).toBe(0)
  })
})

async function ask(path: string, at: number, tallies = noTallies()): Promise<Response> {
  return healthRoutes({ app: () => shop.app, now: () => at, tallies }).request(path)
}

async function health(at: number): Promise<[number, string]> {
  const answer = await ask('/healthz', at)
  return [answer.status, await answer.text()]
}

/** Each line of Prometheus's format is a comment, or a name with labels and a number. */
function parsed(text: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(
    lines.map((line) => {
      const [, name = '', value = ''] = /^(\w+(?:\{[^}]*\})?) (\S+)$/.exec(line) ?? []
      expect(name, line).not.toBe('')
      return [name, Number(value)]
    }),
  )
}
