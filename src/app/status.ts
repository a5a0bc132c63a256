import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, instantAt, localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { MessageState } from '../db/index.ts'
import type { App } from './open-app.ts'

/** The newest run; `held` is what waits for confirmation. */
export interface LastRun {
  readonly slot: Instant
  readonly state: string
  readonly startedAt: Instant
  readonly held: { readonly recipients: number; readonly emails: number } | undefined
}

/** How the shop's machinery is doing; no customer's data is in it. */
export interface Status {
  readonly shop: string
  readonly timeZone: string
  readonly lastRun: LastRun | undefined
  readonly nextRun: Instant
  readonly dataFrom: Instant | undefined
  readonly messages: Readonly<Partial<Record<MessageState, number>>>
  /** The newest files of the outbox, relative to the shop's folder. */
  readonly outbox: readonly { readonly file: string; readonly at: Instant }[]
  readonly problems: number
}

const NEWEST = 20

/** Reads the status as of `now`. */
export async function statusOf(app: App, now: Instant): Promise<Status> {
  const { lastImport } = await import('./data-age.ts')
  const run = await app.db
    .selectFrom('runs')
    .select(['slot', 'state', 'started_at', 'summary'])
    .orderBy('slot', 'desc')
    .limit(1)
    .executeTakeFirst()
  const counts = await app.db
    .selectFrom('messages')
    .select(({ fn }) => ['state', fn.countAll<number>().as('number')])
    .groupBy('state')
    .execute()
  return {
    shop: app.shop.name,
    timeZone: app.shop.timeZone,
    lastRun: run && { slot: run.slot, state: run.state, startedAt: run.started_at, held: heldIn(run.summary) },
    nextRun: nextRun(app, now),
    dataFrom: await lastImport(app),
    messages: Object.fromEntries(counts.map(({ state, number }) => [state, Number(number)])),
    outbox: newestFiles(app.dir),
    problems: app.problems.filter((problem) => problem.severity === 'error').length,
  }
}

function heldIn(summary: string): LastRun['held'] {
  const read: unknown = JSON.parse(summary)
  if (typeof read !== 'object' || read === null || !('held' in read)) return undefined
  const { recipients, emails } = read.held as { recipients: number; emails: number }
  return { recipients, emails }
}

/** The next slot after `now`: the shop's `send_at` on its own clock. */
export function nextRun({ shop }: App, now: Instant): Instant {
  const today = localDay(now, shop.timeZone)
  const todays = instantAt(today, shop.sendAt.time, shop.timeZone)
  return todays > now ? todays : instantAt(addDays(today, 1), shop.sendAt.time, shop.timeZone)
}

function newestFiles(dir: string): Status['outbox'][number][] {
  const days = namesIn(join(dir, 'outbox')).filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name))
  const files: Status['outbox'][number][] = []
  for (const day of days.sort().reverse()) {
    if (files.length >= NEWEST) break
    for (const name of namesIn(join(dir, 'outbox', day)).filter((one) => one.endsWith('.eml'))) {
      files.push({ file: `outbox/${day}/${name}`, at: Math.floor(statSync(join(dir, 'outbox', day, name)).mtimeMs) })
    }
  }
  return files.sort((a, b) => b.at - a.at).slice(0, NEWEST)
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir)
  } catch {
    return []
  }
}
