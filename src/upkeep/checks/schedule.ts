import type { Instant } from '../../clock.ts'
import { lastTick } from '../../schedule/index.ts'
import { broken, type Check, ok, type Patient, warning } from '../finding.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** The schedule ticks each minute (CRON-11). */
const LATE = 3 * MINUTE
/** A cron job may start a little later than the day before. */
const DAILY = DAY + 2 * 60 * MINUTE

/** Whether somebody runs the day: `serve`, or a cron job with `send`. */
export const schedule: Check = {
  name: 'schedule',
  doc: 'the day is run, by serve or by a cron job',
  async look(patient) {
    const { now, app } = patient
    const tick = await lastTick(app)
    const run = await lastRun(patient)
    if (tick !== undefined && now - tick <= LATE)
      return ok(`perennial serve is alive${run ? `, last run ${ago(now, run.started_at)}` : ''}`)
    if (run?.state === 'failed')
      return broken(`The last run failed ${ago(now, run.started_at)}`, 'perennial send shows why')
    if (run && now - run.started_at <= DAILY && (tick === undefined || run.started_at > tick)) {
      return ok(`The last run was ${ago(now, run.started_at)}, by perennial send`)
    }
    if (tick !== undefined) return broken(`perennial serve was last alive ${ago(now, tick)}`, 'start perennial serve')
    if (run)
      return broken(
        `The last run was ${ago(now, run.started_at)}`,
        'start perennial serve, or perennial send once a day',
      )
    return warning('Nothing has run here yet', 'perennial serve')
  },
}

async function lastRun({ app: { db } }: Patient): Promise<{ state: string; started_at: Instant } | undefined> {
  return db.selectFrom('runs').select(['state', 'started_at']).orderBy('slot', 'desc').limit(1).executeTakeFirst()
}

function ago(now: Instant, then: Instant): string {
  const ms = Math.max(0, now - then)
  if (ms < 120 * MINUTE) return `${Math.round(ms / MINUTE)} min ago`
  return ms < 2 * DAY ? `${Math.round(ms / (60 * MINUTE))} h ago` : `${Math.round(ms / DAY)} days ago`
}
