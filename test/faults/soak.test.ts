import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { dayNumber, localDay } from '../../src/calendar/index.ts'
import { later } from '../support/later.ts'
import { numbersFrom } from '../support/numbers-from.ts'
import { whichDatabase } from '../support/which-database.ts'
import { built, type Process, WEBHOOK_SECRET } from '../worker/a-shop.ts'
import { seed, tell } from '../support/fault-run.ts'
import { type House, openHouse, reckoning, settled } from './house.ts'

/** `npm run test:soak`; without it nobody waits for an hour. */
const minutes = Number(process.env.SOAK_MINUTES ?? 0)
const onServer = whichDatabase() === 'postgres'
const CUSTOMERS = 5_000
/** A million a day; SOAK_PACE times as many, so that what a delivery leaves behind shows sooner. */
const EMAILS_A_SECOND = 12 * Number(process.env.SOAK_PACE ?? 1)
const probe = pathToFileURL(resolve(import.meta.dirname, '../support/heap-probe.mjs')).href
/** What goes wrong with the mail service: each with one request in a hundred. */
const FAULTS = [
  ...(['reset', 'truncate', 'empty', 'html', 'hang', 'drip'] as const).map((what) => ({
    at: 'accepted' as const,
    what,
  })),
  ...(['reset', 'hang', 'bad gateway', 'application_error', 'service_unavailable', 'rate_limit_exceeded'] as const).map(
    (what) => ({ at: 'received' as const, what }),
  ),
].map((fault) => ({ ...fault, ms: 5, share: 0.01 }))

let house: House
afterEach(async () => {
  vi.unstubAllEnvs()
  await house?.close()
})

describe.skipIf(minutes === 0 || !built)(
  'T37: a shop at work for long, with a little of everything going wrong',
  () => {
    it('loses nothing, sends nothing twice and needs no more memory', {
      timeout: minutes * 60_000 + 1_800_000,
    }, async () => {
      house = await openHouse({ latency: [20, 80], rate: 10, behaviour: { bounced: 0.005, opened: 0.2 } })
      await customers()
      const { shop } = house
      vi.stubEnv('NODE_OPTIONS', `--import ${probe}`)
      const pages = shop.start('serve', '--port', '0', '--public-port', '0', ...(onServer ? ['--pages-only'] : []))
      const [, url = ''] = await pages.says(/served on (http:\S+)/)
      const standing = onServer ? [pages, shop.start('worker')] : [pages]
      vi.unstubAllEnvs()
      if (onServer) house.staff(2, 'worker')
      const webhooks = { url: `${url}/webhooks/resend`, secret: WEBHOOK_SECRET }
      await shop.fake.tell({ options: { webhooks }, faults: FAULTS })

      const seen = await watched(standing, Date.now() + minutes * 60_000)
      await shop.fake.tell({ clear: 'faults' })
      await settled(house, 15 * 60_000, 'no')
      const ends = await Promise.all(standing.map((one) => one.end('SIGTERM')))
      const verdict = await reckoning(house)
      const { answered } = await shop.fake.tell({})
      const told = { minutes, harm: house.harm, ...seen, answered, runs: await runs(), ...verdict }
      console.log(JSON.stringify(told, null, 2))
      tell('T37', `${minutes} minutes of everything`, verdict.accepted, verdict)
      expect({ seed, ends, ...verdict }).toMatchObject({
        ...{ seed, ends: standing.map(() => 0) },
        ...{ lost: 0, duplicated: 0, failed: 0, uncertain: 0, faults: [] },
      })
      expect(seen.oldestDue).toBeLessThan(5 * 60)
      for (const { megabytesAnHour, handlesMore } of seen.processes) {
        // Sooner, what is loaded at its first use outweighs what an hour could leave behind.
        if (minutes >= 30) expect(megabytesAnHour).toBeLessThan(1)
        expect(handlesMore).toBeLessThan(20)
      }
    })
  },
)

async function customers(): Promise<void> {
  const numbers = sql`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${CUSTOMERS})`
  await sql`
    insert into customers (key, id, email, email_folded)
    ${numbers}
    select i, 'c' || i, 'c' || i || '@shop.example', 'c' || i || '@shop.example'
    from n`.execute(house.shop.app.db)
  await sql`
    insert into consents (customer, status, at, recorded_at, source)
    ${numbers}
    select i, 'subscribed', 1, 1, 'test'
    from n`.execute(house.shop.app.db)
}

/** Lets the shop work until `end`, does it harm, and looks at it every ten seconds. */
async function watched(standing: readonly Process[], end: number) {
  const random = numbersFrom(seed)
  const samples: Sample[] = []
  let begun = 0
  const webhooks: Record<string, number> = {}
  for (let second = 0; Date.now() < end; second += 5) {
    await feed(second)
    // A process that just began does not know the signal yet, and would end by it.
    if (second % 10 === 0 && second > 0) samples.push(await look(standing))
    if (second % 20 === 10) await report(webhooks)
    if (second % 30 === 15) await house.breakConnections(3)
    if (second % 30 === 25) await house.killOne(random)
    // A run beside the others, of people who bought; every other one dies on the way.
    if (second % 60 === 20) void aRun(begun++ % 2 === 0 ? 'SIGKILL' : 'to its end', random)
    if (onServer && second % 900 === 600) await house.restart(second % 1800 === 600 ? 'orderly' : 'at once', 3_000)
    await later(5_000)
  }
  const oldestDue = Math.max(...samples.map((sample) => sample.oldestDue))
  const connections = Math.max(...samples.map((sample) => sample.connections))
  return {
    samples: samples.length,
    begun,
    webhooks,
    oldestDue,
    connections,
    processes: standing.map((one, i) => growthOf(samples, i, heapOf(one))),
  }
}

/** The mail service tells what became of the emails, out of order, some of it twice, too late or forged. */
async function report(answers: Record<string, number>): Promise<void> {
  const flush = { order: 'shuffled', duplicated: 0.01, forged: 0.01, late: 0.01 } as const
  const { flushed } = await house.shop.fake.tell({ flush })
  for (const [status, times] of Object.entries(flushed?.answers ?? {})) answers[status] = (answers[status] ?? 0) + times
}

/** How many runs ended how. */
async function runs(): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; number: number }>`
    select state, count(*) as number
    from runs
    group by state`.execute(house.shop.app.db)
  return Object.fromEntries(rows.map(({ state, number }) => [state, Number(number)]))
}

/** Five seconds of emails that become due one by one, and an order of a while ago that a run will answer. */
async function feed(second: number): Promise<void> {
  const { db, shop } = house.shop.app
  const now = Date.now()
  const today = dayNumber(localDay(now, shop.timeZone))
  const many = 5 * EMAILS_A_SECOND
  const first = (second / 5) * many
  const numbers = sql`with recursive n (i) as (select ${first} + 0 union all select i + 1 from n where i < ${first + many - 1})`
  await house.patiently(() =>
    sql`
      insert into messages
        (campaign, step, customer, occasion, state, reason, purpose, template, run, started_at, due_day, day, send_at, attempt)
      ${numbers}
      select 'welcome', 'welcome-1', i % ${CUSTOMERS} + 1, 'soak ' || i, 'queued', 'due', 'marketing', 'welcome-1', run.key,
        ${now}, ${today}, ${today}, cast(${now} as bigint) + (i - ${first}) * 1000 / ${EMAILS_A_SECOND}, 0
      from n, (select min(key) as key from runs) as run
      where true
      on conflict do nothing`.execute(db),
  )
  await house.patiently(() =>
    sql`
      insert into orders (id, customer, ordered_at, total, currency, status)
      values (${`o${second}`}, ${1 + ((second / 5) % CUSTOMERS)}, ${now - 30 * 3_600_000}, 2000, 'EUR', 'paid')
      on conflict do nothing`.execute(db),
  )
}

async function aRun(how: 'SIGKILL' | 'to its end', random: () => number): Promise<void> {
  const run = house.shop.start('send', '--yes', '100000')
  if (how === 'to its end') return
  await later(300 + random() * 2_000)
  await run.end('SIGKILL')
}

interface Sample {
  /** Since when the oldest due email that nobody holds waits, in seconds. */
  readonly oldestDue: number
  readonly connections: number
  /** By process: open files and sockets. */
  readonly handles: readonly number[]
}

async function look(standing: readonly Process[]): Promise<Sample> {
  const { db } = house.shop.app
  const { rows } = await house.patiently(() =>
    sql<{ oldest: number | null }>`
      select min(send_at) as oldest
      from messages
      where state = 'queued'
        and send_at <= ${Date.now()}
        and occasion like 'soak %'`.execute(db),
  )
  const oldest = rows[0]?.oldest
  for (const { child } of standing) child.kill('SIGUSR2')
  return {
    oldestDue: oldest ? Math.round((Date.now() - Number(oldest)) / 1000) : 0,
    connections: await house.connections(),
    handles: standing.map(({ child }) => handlesOf(child)),
  }
}

function handlesOf({ pid }: Process['child']): number {
  const open = `/proc/${pid}/fd`
  return existsSync(open) ? readdirSync(open).length : 0
}

/** What a process held after each collection of garbage, in MB: resident, and of JavaScript with its buffers. */
interface Held {
  readonly at: number
  readonly rss: number
  readonly heap: number
}

/** As `heap-probe.mjs` wrote it down at each signal. */
function heapOf({ child }: Process): Held[] {
  const lines = readFileSync(join(house.shop.dir, `heap-${child.pid}.jsonl`), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => {
    const { at, rss, heapUsed, external } = JSON.parse(line) as Record<'at' | 'rss' | 'heapUsed' | 'external', number>
    return { at, rss: rss / 2 ** 20, heap: (heapUsed + external) / 2 ** 20 }
  })
}

/**
 * How much more a process holds as time goes on, by the line that fits its samples after the first sixth best. Resident
 * memory is only told: what the allocators and the pages kept of a database take is theirs and has its own bounds.
 */
function growthOf(samples: readonly Sample[], process: number, all: readonly Held[]) {
  const warm = all.slice(Math.floor(all.length / 6))
  const quarter = Math.ceil(warm.length / 4)
  const [first, last] = [warm.slice(0, quarter), warm.slice(-quarter)]
  const level = (held: readonly Held[], what: 'heap' | 'rss') =>
    Math.round(mean(held.map((one) => one[what])) * 10) / 10
  const handles = samples.slice(Math.floor(samples.length / 6)).map((one) => one.handles[process] ?? 0)
  return {
    megabytesAnHour: slopeOf(warm, 'heap'),
    heap: { first: level(first, 'heap'), last: level(last, 'heap') },
    resident: { anHour: slopeOf(warm, 'rss'), first: level(first, 'rss'), last: level(last, 'rss') },
    handlesMore: Math.max(...handles.slice(-quarter)) - Math.max(...handles.slice(0, quarter)),
  }
}

/** In MB an hour. */
function slopeOf(warm: readonly Held[], what: 'heap' | 'rss'): number {
  const hours = warm.map(({ at }) => at / 3_600_000)
  const [middle, level] = [mean(hours), mean(warm.map((one) => one[what]))]
  const spread = hours.reduce((sum, hour) => sum + (hour - middle) ** 2, 0)
  const slope = warm.reduce((sum, one, i) => sum + ((hours[i] ?? 0) - middle) * (one[what] - level), 0) / spread
  return Math.round(slope * 10) / 10
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}
