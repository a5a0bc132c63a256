import type { LogLevel as EngineLevel, Runner } from 'graphile-worker'
import { addJobs, engineName, isGone, openEnginePool } from '../db/index.ts'
import { jobs } from './jobs.ts'
import { keepSignsOfLife, type Pace, type Signed } from './signs-of-life.ts'
import type { Work } from './work.ts'

/** graphile-worker at work; `end` waits for the jobs under way. */
export interface Engine {
  end(): Promise<void>
}

/** How often a worker asks for jobs in ms: through PgBouncer in transaction mode nobody calls it. */
const POLL = 1_000
/** A worker told to stop lets its jobs go on for so long before it tells them, in ms. */
const PATIENCE = 5_000
/** Minutes missed are one tick: the database says which slots are due. */
const BACKFILL = 12 * 60 * 60_000
/** Between two attempts to reach a database that went away, in ms. */
const AGAIN = 5_000

/**
 * Takes jobs from the queue in PostgreSQL, so many at a time, until `work.stop`; where the database goes away it waits
 * for it. The engine makes its own tables first.
 */
export async function startEngine(work: Work, concurrency: number, pace: Pace): Promise<Engine> {
  const outliving = outliveTheDatabase(work)
  let runner = await startRunner(work, concurrency).catch((error: unknown) => {
    outliving.end()
    throw error
  })
  const life = keepSignsOfLife(work, runner, pace)
  const stopped = new Promise<void>((resolve) => {
    if (work.stop.aborted) resolve()
    work.stop.addEventListener('abort', () => resolve(), { once: true })
  })
  const guarded = (async () => {
    while (!work.stop.aborted) {
      await Promise.race([runner.over, stopped])
      if (work.stop.aborted) break
      work.heard.failed('The queue of jobs cannot be reached', await runner.over)
      await runner.end()
      const next = await revived(work, concurrency, stopped)
      if (!next) return
      runner = next
      life.now(runner)
    }
    await runner.end()
  })()
  return {
    async end() {
      await guarded
      await life.end()
      outliving.end()
    },
  }
}

/**
 * Where a job's end cannot be written down the engine leaves a promise behind that nobody hears, which would end the
 * process. The job stays locked and is freed with its worker's name; the engine ends, and is started anew.
 */
function outliveTheDatabase({ heard }: Work): { end(): void } {
  const hear = (error: unknown) => {
    if (!isGone(error)) throw error
    heard.failed('The database went away', error)
  }
  process.on('unhandledRejection', hear)
  return { end: () => process.off('unhandledRejection', hear) }
}

async function revived(work: Work, concurrency: number, stopped: Promise<void>): Promise<Running | undefined> {
  while (!work.stop.aborted) {
    await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, AGAIN).unref())])
    if (work.stop.aborted) return undefined
    try {
      return await startRunner(work, concurrency)
    } catch (error) {
      work.heard.failed('The queue of jobs cannot be reached', error)
    }
  }
  return undefined
}

interface Running extends Signed {
  /** Resolves with an error when it ended by itself. */
  readonly over: Promise<unknown>
  end(): Promise<void>
}

async function startRunner(work: Work, concurrency: number): Promise<Running> {
  const { EventEmitter } = await import('node:events')
  const { Logger, makeWorkerUtils, parseCronItems, run } = await import('graphile-worker')
  const app = work.app()
  const schema = await engineName(app)
  const logger = new Logger(() => (level: EngineLevel, message: string) => {
    app.log[level === 'error' ? 'warn' : 'debug']('queue of jobs', { message })
  })
  const ids = new Set<string>()
  const events = new EventEmitter()
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => ids.add(workerPool.id))
  events.on('worker:create', ({ worker }: { worker: { workerId: string } }) => ids.add(worker.workerId))
  // One hears of new jobs, one looks at the clock, one frees the dead's, and each job may write down its end.
  const pgPool = await openEnginePool(app.settings.database, concurrency + 4)
  const shared = { pgPool, schema, logger, noPreparedStatements: true }
  const runner = await run({
    ...shared,
    concurrency,
    pollInterval: POLL,
    gracefulShutdownAbortTimeout: PATIENCE,
    noHandleSignals: true,
    events,
    taskList: tasksOf(work),
    parsedCronItems: parseCronItems([
      {
        task: 'tick',
        match: '* * * * *',
        identifier: 'tick',
        options: { backfillPeriod: BACKFILL, maxAttempts: 1, jobKey: 'tick' },
      },
    ]),
  }).catch(async (error: unknown) => {
    await pgPool.end()
    throw error
  })
  // Not only at the next full minute.
  await addJobs(app, [{ name: 'tick', key: 'tick', payload: {}, tries: 1 }]).catch(async (error: unknown) => {
    // Nobody else knows of it: it would go on beside the one that is started next, and give no sign of life.
    await endOf(runner, pgPool)
    throw error
  })
  return {
    ids,
    over: runner.promise.then(
      () => new Error('the engine ended'),
      (error: unknown) => error,
    ),
    async free(dead) {
      const tools = await makeWorkerUtils(shared)
      await tools.forceUnlockWorkers([...dead])
      await tools.release()
    },
    end: () => endOf(runner, pgPool),
  }
}

/** A database that is gone cannot be told that a job ended. */
async function endOf(runner: Runner, pool: { end(): Promise<void> }): Promise<void> {
  await runner.stop().catch(() => undefined)
  await pool.end()
}

function tasksOf(work: Work) {
  return Object.fromEntries(
    Object.entries(jobs).map(([name, doJob]) => [
      name,
      async (payload: unknown, { job }: { readonly job: { readonly attempts: number } }) => {
        try {
          await doJob(work, { payload, attempt: job.attempts })
        } catch (error) {
          work.heard.failed(`The job ${name} failed`, error)
          throw error
        }
      },
    ]),
  )
}
