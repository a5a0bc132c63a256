import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
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
/** A million a day. */
const EMAILS_A_SECOND = 12
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
afterEach(() => house?.close())

describe.skipIf(minutes === 0 || !built)(
  'T37: a shop at work for long, with a little of everything going wrong',
  () => {
    it('loses nothing, sends nothing twice and needs no more memory', {
      timeout: minutes * 60_000 + 1_800_000,
    }, async () => {
      house = await openHouse({ latency: [20, 80], rate: 10, behaviour: { bounced: 0.005, opened: 0.2 } })
      await customers()
      const { shop } = house
      const pages = shop.start('serve', '--port', '0', '--public-port', '0', ...(onServer ? ['--pages-only'] : []))
      const [, url = ''] = await pages.says(/served on (http:\S+)/)
      const standing = onServer ? [pages, shop.start('worker')] : [pages]
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
        // Below that no difference can be told from the ups and downs of a garbage collector.
        if (minutes >= 30) expect(megabytesAnHour).toBeLessThan(20)
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
    if (second % 10 === 0) samples.push(await look(standing))
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
    processes: standing.map((_, i) => growthOf(samples, i)),
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
  /** By process: resident memory in MB, open files and sockets. */
  readonly processes: readonly { readonly rss: number; readonly handles: number; readonly at: number }[]
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
  return {
    oldestDue: oldest ? Math.round((Date.now() - Number(oldest)) / 1000) : 0,
    connections: await house.connections(),
    processes: standing.map(({ child }) => ({ ...held(child.pid ?? 0), at: Date.now() })),
  }
}

function held(pid: number): { rss: number; handles: number } {
  const rss = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)])) / 1024
  const open = `/proc/${pid}/fd`
  return { rss: Math.round(rss), handles: existsSync(open) ? readdirSync(open).length : 0 }
}

/** How much more a process takes as time goes on, by the line that fits its samples after the first sixth best. */
function growthOf(samples: readonly Sample[], process: number) {
  const all = samples.flatMap(({ processes }) => processes[process] ?? [])
  const warm = all.slice(Math.floor(all.length / 6))
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  const [hours, rss] = [warm.map(({ at }) => at / 3_600_000), warm.map((one) => one.rss)]
  const [middle, level] = [mean(hours), mean(rss)]
  const spread = hours.reduce((sum, hour) => sum + (hour - middle) ** 2, 0)
  const slope = hours.reduce((sum, hour, i) => sum + (hour - middle) * ((rss[i] ?? 0) - level), 0) / spread
  const quarter = Math.ceil(warm.length / 4)
  const handles = warm.map((one) => one.handles)
  return {
    megabytesAnHour: Math.round(slope * 10) / 10,
    megabytes: {
      first: Math.round(mean(rss.slice(0, quarter))),
      last: Math.round(mean(rss.slice(-quarter))),
      most: Math.max(...rss),
    },
    handlesMore: Math.max(...handles.slice(-quarter)) - Math.max(...handles.slice(0, quarter)),
  }
}
