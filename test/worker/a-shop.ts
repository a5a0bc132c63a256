import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { type App, openApp, readShopFiles } from '../../src/app/index.ts'
import { addDays, instantAt, localDay } from '../../src/calendar/index.ts'
import { systemClock } from '../../src/clock.ts'
import { copyShippedShop, temporaryFolder } from '../support/copy-shipped-shop.ts'
import { type FakeResend, type FakeStart, signingSecret, startFakeResend } from '../support/fake-resend/index.ts'
import type { FreshDatabase } from '../support/fresh-database.ts'
import { later } from '../support/later.ts'
import { sharedDatabase } from '../support/shared-database.ts'

export { later }

const main = resolve(import.meta.dirname, '../../dist/src/cli/main.js')

/** Whether there is a built program to start as a process. */
export const built = existsSync(main)
if (!built) console.warn('skipped: the built program is missing, npm run build')

/** The shipped shop on a database of its own, with a fake mail service; its day begins at midnight. */
export interface WorkedShop {
  readonly app: App
  readonly url: string
  readonly dir: string
  readonly fake: FakeResend
  /** The database is gone, as if its server had been switched off. */
  loseDatabase(): Promise<void>
  /** Starts `perennial …` as a process. */
  start(...words: string[]): Process
  close(): Promise<void>
}

/** A command as a process, and what it said so far. */
export interface Process {
  readonly child: ChildProcess
  said(): string
  /** Resolves when it says something that fits. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

/** Signs what the fake mail service reports. */
export const WEBHOOK_SECRET = signingSecret(2)

/**
 * Opens one; `none`: its run of today is over. `through` says how its database is reached; `given`: it is not on the
 * PostgreSQL of this run, or in a file.
 */
export async function openWorkedShop(
  options: FakeStart['options'] = {},
  run: 'due' | 'none' = 'none',
  through = (url: string) => url,
  given?: FreshDatabase,
): Promise<WorkedShop> {
  const folder = temporaryFolder('worker')
  const fresh = given ?? (await sharedDatabase(folder.dir))
  copyShippedShop(folder.dir)
  const file = join(folder.dir, 'perennial.yaml')
  const text = readFileSync(file, 'utf8')
    .replace(/^provider: \w+/m, 'provider: resend')
    .replace('send_at: 09:00', 'send_at: 00:00')
    .replace(/^quiet:.*\n/m, '')
  writeFileSync(file, text)
  const welcome = join(folder.dir, 'campaigns', 'welcome.yaml')
  writeFileSync(welcome, readFileSync(welcome, 'utf8').replace('send_at: 09:00', 'send_at: 00:00'))
  const fake = await startFakeResend({ options: { rate: 'none', bodies: 'dropped', ...options } })
  const settings = {
    RESEND_API_KEY: fake.key,
    RESEND_BASE_URL: fake.url,
    RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET,
    DATABASE_URL: through(fresh.url),
  }
  const app = await opened(folder.dir, settings)
  if (run === 'none') {
    const now = Date.now()
    await sql`
      insert into runs (slot, started_at, finished_at, state, summary)
      values (${now}, ${now}, ${now}, 'done', '{}')`.execute(app.db)
  }
  const processes: Process[] = []
  return {
    app,
    url: fresh.url,
    dir: folder.dir,
    fake,
    loseDatabase: () => fresh.drop(),
    start(...words) {
      const env = { ...process.env, ...settings, PERENNIAL_SECRET: 'a secret of these tests' }
      const started = processOf(spawn(process.execPath, [main, ...words], { cwd: folder.dir, env }))
      processes.push(started)
      return started
    },
    async close() {
      for (const one of processes) await one.end('SIGKILL')
      await app.close()
      await fake.close()
      await fresh.drop()
      folder.remove()
    },
  }
}

async function opened(dir: string, env: Record<string, string>): Promise<App> {
  const files = readShopFiles(dir)
  if (!files) throw new Error('no shop')
  const flags = { database: undefined, port: undefined, publicPort: undefined }
  const { value, problems } = await openApp(files, { flags, env, dotenv: {}, clock: systemClock })
  if (!value) throw new Error(problems.map(({ message }) => message).join('\n'))
  return value
}

function processOf(child: ChildProcess): Process {
  let said = ''
  const over = once(child, 'exit')
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += String(text)))
  return {
    child,
    said: () => said,
    async says(pattern) {
      for (;;) {
        const found = pattern.exec(said)
        if (found) return found
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(said)
        await later(10)
      }
    },
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal)
        await over
      }
      return child.exitCode
    },
  }
}

/** Customers who subscribed and bought for the first time at noon of yesterday, whatever the hour is now. */
export async function subscribeToday({ db, shop: { timeZone } }: App, customers: number): Promise<void> {
  const numbers = sql`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${customers})`
  const at = instantAt(addDays(localDay(Date.now(), timeZone), -1), '12:00', timeZone)
  await sql`
    insert into customers (key, id, email, email_folded, exists_from)
    ${numbers}
    select i, 'c' || i, 'c' || i || '@shop.example', 'c' || i || '@shop.example', ${at}
    from n`.execute(db)
  await sql`
    insert into consents (customer, status, at, recorded_at, source)
    ${numbers}
    select i, 'subscribed', ${at}, ${at}, 'test'
    from n`.execute(db)
  await sql`
    insert into orders (id, customer, ordered_at, total, currency, status)
    ${numbers}
    select 'o' || i, i, ${at}, 2000, 'EUR', 'paid'
    from n`.execute(db)
}

/** How many messages are in each state. */
export async function states({ db }: App): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; number: number }>`
    select state, count(*) as number from messages group by state`.execute(db)
  return Object.fromEntries(rows.map(({ state, number }) => [state, Number(number)]))
}

/** How often each address got something, only those that got it more than once. */
export function twice({ fake }: Pick<WorkedShop, 'fake'>): string[] {
  const seen = new Set<string>()
  return fake.ledger().flatMap(({ to, mid }) => {
    const one = `${to} ${mid}`
    if (seen.has(one)) return [one]
    seen.add(one)
    return []
  })
}

/** Waits until something holds; an error says what the processes said. */
export async function until(
  holds: () => Promise<boolean>,
  processes: readonly Process[] = [],
  ms = 45_000,
): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await later(50)) if (await holds()) return
  throw new Error(`it did not come to that in time\n${processes.map((one) => one.said()).join('\n---\n')}`)
}
