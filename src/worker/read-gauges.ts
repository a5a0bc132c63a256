import { sql } from 'kysely'
import type { App } from '../app/index.ts'
import type { Instant } from '../clock.ts'
import { countJobs, type JobCount } from '../db/index.ts'
import { lastTick } from '../schedule/index.ts'

/** How the shop's machinery stands, the same whichever process is asked; undefined: never. */
export interface Gauges {
  /** Emails whose instant has come. */
  readonly due: number
  /** Emails in the queue, those of later too. */
  readonly queued: number
  readonly uncertain: number
  /** Since when the oldest due email waits, in seconds; 0: none does. */
  readonly oldestDue: number
  readonly tickAge: number | undefined
  /** Of the last run that ended well: when in seconds since 1970, and how long it took. */
  readonly lastRun: { readonly ended: number; readonly took: number } | undefined
  readonly openWebhooks: number
  readonly jobs: readonly JobCount[]
}

/** Asks the database as of `now`; indexes answer most of it. */
export async function readGauges(app: App, now: Instant): Promise<Gauges> {
  const { rows } = await sql<Record<'due' | 'queued' | 'uncertain' | 'open_webhooks', number> & { oldest: Instant }>`
    select
      (select count(*) from messages where state = 'queued' and send_at <= ${now}) as due,
      (select count(*) from messages where state = 'queued') as queued,
      (select count(*) from messages where state = 'uncertain') as uncertain,
      (select min(send_at) from messages where state = 'queued' and send_at <= ${now}) as oldest,
      (select count(*) from webhook_deliveries where state = 'new') as open_webhooks`.execute(app.db)
  const [found] = rows
  const tick = await lastTick(app)
  const run = await app.db
    .selectFrom('runs')
    .select(['started_at', 'finished_at'])
    .where('state', '=', 'done')
    .where('finished_at', 'is not', null)
    .orderBy('slot', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    due: Number(found?.due ?? 0),
    queued: Number(found?.queued ?? 0),
    uncertain: Number(found?.uncertain ?? 0),
    oldestDue: found?.oldest ? Math.max(0, (now - found.oldest) / 1000) : 0,
    tickAge: tick === undefined ? undefined : Math.max(0, (now - tick) / 1000),
    lastRun: run?.finished_at
      ? { ended: run.finished_at / 1000, took: (run.finished_at - run.started_at) / 1000 }
      : undefined,
    openWebhooks: Number(found?.open_webhooks ?? 0),
    jobs: await countJobs(app),
  }
}
