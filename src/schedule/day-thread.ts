import type { App, ShopOnThread } from '../app/index.ts'
import type { Instant } from '../clock.ts'
import { type LogLine, silentLog } from '../log/index.ts'
import { askThread, mayUseThreads } from '../thread/index.ts'
import { type DayResults, type DayTask, workOnDay } from './day-work.ts'

/** What the thread is given. */
export interface DayOrder extends ShopOnThread {
  readonly task: DayTask
  /** `silent`: nobody reads what it would log. */
  readonly log: 'told' | 'silent'
}

/**
 * How long a run may go on after the program was told to stop, in ms. Its end waits for the statement under way, which
 * takes seconds in a large shop: all of it is to take less than 10 s.
 */
const DRAIN = 1_500

/**
 * Does what a day needs on a thread of its own with its own connection, so that pages, webhooks and the schedule are
 * answered meanwhile (DB-07, CRON-11). Told to stop by `signal`, it is given a while and then ended: a run is one
 * transaction, of which nothing remains then. Over a database in memory, or run from source, it works in this thread.
 */
export async function dayOnThread<K extends DayTask['kind']>(
  app: App,
  now: Instant,
  task: Extract<DayTask, { kind: K }>,
  signal: AbortSignal,
): Promise<DayResults[K]> {
  if (!mayUseThreads() || app.place === 'memory') return (await workOnDay(app, now, task)) as DayResults[K]
  const log = app.log === silentLog ? 'silent' : 'told'
  const order: DayOrder = { files: app.files, database: app.settings.database, now, task, log }
  const hear = ({ level, happened, fields }: LogLine) => app.log[level](happened, fields)
  const last = afterAWhile(signal)
  try {
    // Named from the folder above, so that it is found from a bundle beside this folder too.
    const file = new URL('../schedule/day-worker.js', import.meta.url)
    return (await askThread(file, order, { hear, signal: last.signal })) as DayResults[K]
  } catch (error) {
    if (!isMissing(error)) throw error
    // The program was removed or exchanged while it runs: what is loaded already still plans the day.
    return (await workOnDay(app, now, task)) as DayResults[K]
  } finally {
    last.clear()
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).endsWith('MODULE_NOT_FOUND')
}

/** A signal that comes so much later than another one. */
function afterAWhile(stop: AbortSignal): { readonly signal: AbortSignal; clear(): void } {
  const late = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const begin = () => {
    timer = setTimeout(() => late.abort(new Error('the program was stopped; the next start does it again')), DRAIN)
  }
  if (stop.aborted) begin()
  else stop.addEventListener('abort', begin, { once: true })
  return {
    signal: late.signal,
    clear() {
      stop.removeEventListener('abort', begin)
      clearTimeout(timer)
    },
  }
}
