import { createHash } from 'node:crypto'
import { type App, lastImport } from '../../app/index.ts'
import { localDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import type { WebSource } from '../web-source.ts'
import { runTask } from './run-task.ts'
import type { Results, Task } from './task.ts'

/** How far an answer is. `working`: steps done of all, both 0 while it waits or cannot say. */
export type Answer<T> =
  | { readonly state: 'done'; readonly value: T; readonly asOf: Instant }
  | { readonly state: 'working'; readonly done: number; readonly total: number }
  | { readonly state: 'failed' }

/** How a question is asked: a newer one of the same `seat` takes the place of the older. */
export interface Asking {
  readonly seat?: string
}

/** Questions that may read the whole base: asked again and again, each is worked on once and its answer is kept. */
export interface Answers {
  /** Waits a moment, so that a small shop's answer is there at once. */
  ask<K extends Task['kind']>(task: Extract<Task, { kind: K }>, asking?: Asking): Promise<Answer<Results[K]>>
  /** Whoever asks such a question next has it worked on anew. */
  forget(kind: Task['kind']): void
}

/** The answers of a served shop; each source has one. */
export function answersOf(source: WebSource): Answers {
  const known = all.get(source) ?? openAnswers(source)
  all.set(source, known)
  return known
}

const all = new WeakMap<WebSource, Answers>()

/** Ms that a page waits before it says that it is working. */
const PATIENCE = 400
const MOST_KEPT = 60

interface Job {
  readonly kind: Task['kind']
  answer: Answer<unknown>
  readonly ended: Promise<void>
  readonly stop: AbortController
}

/** Long questions wait for each other, and short ones do too: two threads at most. */
type Lane = 'long' | 'short'
const LONG: readonly Task['kind'][] = [
  'simulate',
  'past sizes',
  'report',
  'experiments',
  'goals',
  'goal lines',
  'alerts',
  'predictions',
]

function openAnswers(source: WebSource): Answers {
  const jobs = new Map<string, Job>()
  const seats = new Map<string, string>()
  const lanes = new Map<Lane, Promise<void>>()
  const begin = (app: App, task: Task): Job => {
    const lane = LONG.includes(task.kind) ? 'long' : 'short'
    const job = startJob(source, app, task, lanes.get(lane) ?? Promise.resolve())
    lanes.set(lane, job.ended)
    return job
  }
  return {
    async ask<K extends Task['kind']>(task: Extract<Task, { kind: K }>, { seat }: Asking = {}) {
      const app = source.app()
      const key = JSON.stringify([task, await stampOf(app, source.now())])
      takeSeat(jobs, seats, seat, key)
      const job = jobs.get(key) ?? begin(app, task)
      // The one that was asked for last is the last to go.
      jobs.delete(key)
      jobs.set(key, job)
      forgetOldest(jobs)
      await Promise.race([job.ended, new Promise((resolve) => setTimeout(resolve, PATIENCE).unref())])
      if (job.answer.state === 'failed') jobs.delete(key)
      return job.answer as Answer<Results[K]>
    },
    forget(kind) {
      for (const [key, job] of jobs) if (job.kind === kind && job.answer.state !== 'working') jobs.delete(key)
    },
  }
}

function startJob(source: WebSource, app: App, task: Task, before: Promise<void>): Job {
  const stop = new AbortController()
  const now = source.now()
  const work = async (): Promise<void> => {
    await before
    try {
      stop.signal.throwIfAborted()
      const progress = (done: number, total: number) => {
        job.answer = { state: 'working', done, total }
      }
      job.answer = { state: 'done', value: await runTask(app, now, task, progress, stop.signal), asOf: now }
    } catch (error) {
      job.answer = { state: 'failed' }
      if (!stop.signal.aborted) app.log.error('a question of a page failed', { kind: task.kind, error })
    }
  }
  const job: Job = {
    kind: task.kind,
    answer: { state: 'working', done: 0, total: 0 },
    ended: Promise.resolve().then(() => work()),
    stop,
  }
  return job
}

function takeSeat(jobs: Map<string, Job>, seats: Map<string, string>, seat: string | undefined, key: string): void {
  if (seat === undefined) return
  const older = seats.get(seat)
  seats.set(seat, key)
  if (older === undefined || older === key) return
  const job = jobs.get(older)
  if (job?.answer.state !== 'working') return
  job.stop.abort()
  jobs.delete(older)
}

function forgetOldest(jobs: Map<string, Job>): void {
  for (const [key, { answer }] of jobs) {
    if (jobs.size <= MOST_KEPT) return
    if (answer.state === 'done') jobs.delete(key)
  }
}

/** What an answer depends on besides the question: the files, the day, the data and the last run. */
async function stampOf(app: App, now: Instant): Promise<unknown[]> {
  const run = await app.db.selectFrom('runs').select('finished_at').orderBy('slot', 'desc').limit(1).executeTakeFirst()
  return [hashOf(app.files), localDay(now, app.shop.timeZone), await lastImport(app), run?.finished_at]
}

const hashes = new WeakMap<App['files'], string>()

function hashOf(files: App['files']): string {
  const known = hashes.get(files) ?? createHash('sha256').update(JSON.stringify(files)).digest('hex')
  hashes.set(files, known)
  return known
}
