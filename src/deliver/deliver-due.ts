import { claim } from './claim.ts'
import { pause } from './deadline.ts'
import { type Delivery, noDelivery } from './delivery.ts'
import type { DeliveryApp } from './delivery-app.ts'
import { type DeliverOptions, report, type Run } from './delivery-run.ts'
import { freeBytes, LEAST_FREE } from './free-space.ts'
import { freeze, release } from './freeze.ts'
import { standstillOf } from './standstill.ts'
import { type Handed, handOver } from './hand-over.ts'
import { dismissHeirs } from './heir.ts'
import { instanceId } from './instance-id.ts'
import { countWaiting, nextRetry } from './ledger.ts'
import { makeEmails } from './make-emails.ts'
import { guardHome } from './quarantine.ts'
import { requeue, retake } from './retake.ts'
import { searchUncertain } from './search-uncertain.ts'
import { settleReported } from './settle-reported.ts'

/**
 * Hands over every message that is due: what a dead process left behind first, then the queue. A crash at any instant
 * loses nothing and sends nothing twice: claim → render → freeze → send → record, each step committed before the next.
 */
export async function deliverDue(app: DeliveryApp, options: DeliverOptions): Promise<Delivery> {
  await guardHome(app, options.now())
  const run = await openRun(app, options)
  await settleReported({ db: app.db, dialect: app.dialect, now: options.now() }, app.provider.name)
  await workAll(run)
  await waitForRetries(run)
  await dismissHeirs(app, run.settled)
  if (run.delivery.uncertain > 0) await searchUncertain(app, options.now(), options.signal)
  run.delivery.waiting = await countWaiting(app)
  return run.delivery
}

/** More than this many requests at once bring nothing, and after a quota's end too many would still be under way. */
const MOST_AT_ONCE = 3
/** So many heirs are dismissed by one statement. */
const HEIRS_AT_ONCE = 20
/** After so many requests in a row without any answer it is pointless to go on now. */
const MOST_SILENT = 3
/** A halt of at most this many ms is sat out, but not more often than so many times in a row. */
const SHORT_HALT = 60_000
const MOST_SAT_OUT = 10

async function openRun(app: DeliveryApp, options: DeliverOptions): Promise<Run> {
  return {
    app,
    options,
    delivery: noDelivery(),
    instance: await instanceId(app),
    marks: app.provider.repeatable !== Number.POSITIVE_INFINITY,
    settled: [],
    left: options.limit ?? Number.POSITIVE_INFINITY,
    silent: 0,
    satOut: 0,
    ended: false,
  }
}

/** Several workers side by side; where one fails, all end what they hold before the error goes on. */
async function workAll(run: Run): Promise<void> {
  await requeue(run.app, run.options.now())
  const workers = Math.min(run.app.provider.atOnce, run.options.atOnce ?? MOST_AT_ONCE)
  const ends = await Promise.allSettled(Array.from({ length: workers }, () => work(run)))
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
}

async function work(run: Run): Promise<void> {
  let written: Promise<void> = Promise.resolve()
  try {
    while (!run.ended && !run.options.signal?.aborted && run.left > 0) {
      if ((await mayGoOn(run)) === 'no') break
      if (run.settled.length >= HEIRS_AT_ONCE) await dismissHeirs(run.app, run.settled)
      const step = (await takeUpAgain(run, written)) ?? (await deliverNext(run, written))
      if (step === 'nothing') break
      if (step === 'more') continue
      written = step.written
      await heed(run, step)
    }
    await written
  } catch (error) {
    run.ended = true
    await written.catch(() => undefined)
    throw error
  }
}

/** Only what was accepted without a word more is written down while the next claim begins: they share a commit. */
async function heed(run: Run, { outcome, written }: Handed): Promise<void> {
  if (outcome === 'silent') run.silent += 1
  if (outcome === 'accepted' || outcome === 'sent') Object.assign(run, { silent: 0, satOut: 0 })
  if (run.silent >= MOST_SILENT) run.ended = true
  if (outcome !== 'accepted') await written
}

/** Asked before each request: a short halt is sat out, a long one, or a full disk, ends the delivery. */
async function mayGoOn(run: Run): Promise<'yes' | 'no'> {
  const { app, options, delivery } = run
  const now = options.now()
  const free = app.freeBytes ? app.freeBytes() : app.file === undefined ? undefined : freeBytes(app.file)
  if (free !== undefined && free < LEAST_FREE) {
    const reason = `Only ${Math.floor(free / 1024 / 1024)} MB are free on the disk of the database`
    delivery.halted = { code: 'disk_full', reason, until: null }
    return 'no'
  }
  const halt = await standstillOf({ db: app.db, now }, app.provider.name)
  if (!halt) return 'yes'
  if (halt.until !== null && halt.until - now <= SHORT_HALT && run.satOut < MOST_SAT_OUT) {
    run.satOut += 1
    await (options.sleep ?? pause)(halt.until - now, options.signal)
    // A clock that stands still, as in a test, would wait for ever.
    if (options.now() >= halt.until) return 'yes'
  }
  delivery.halted = { code: halt.code, reason: halt.reason, until: halt.until }
  return 'no'
}

type Step = Handed | 'more' | 'nothing'

/** One request of a dead process, or one to be tried again; undefined where there is none. */
async function takeUpAgain(run: Run, written: Promise<void>): Promise<Step | undefined> {
  const retaken = await retake(run.app, run.options.now)
  if (!retaken) return undefined
  await written
  run.delivery.uncertain += retaken.uncertain
  const { frozen } = retaken
  report(run, 'retaken', frozen?.rows.length ?? 0)
  if (!frozen) return 'more'
  return handOver(run, frozen)
}

/** One request from the queue, claimed while what came of the last one is written down. */
async function deliverNext(run: Run, written: Promise<void>): Promise<Step> {
  const { app, options, delivery, instance } = run
  const most = Math.min(app.provider.most, run.left)
  run.left -= most
  const [{ messages, skipped }] = await Promise.all([claim(app, options.now, most), written])
  run.left += most - messages.length
  delivery.skipped += skipped
  if (messages.length === 0) return skipped > 0 ? 'more' : 'nothing'
  report(run, 'claimed', messages.length)
  const ctx = { db: app.db, dialect: app.dialect, now: options.now() }
  const made = await makeEmails(app, ctx, instance, messages).catch(async (error: unknown) => {
    await release(app, messages)
    throw error
  })
  report(run, 'rendered', messages.length)
  const { frozen, failed } = await freeze(app, instance, made, options.now)
  delivery.failed += failed
  report(run, 'frozen', frozen?.rows.length ?? 0)
  if (!frozen) return 'more'
  return handOver(run, frozen)
}

/** While there is patience: sleeps until the next message is to be tried again, and goes on. */
async function waitForRetries(run: Run): Promise<void> {
  const { app, options } = run
  const end = options.now() + (options.patience ?? 0)
  while (!options.signal?.aborted && !run.delivery.halted && run.left > 0) {
    const now = options.now()
    const next = await nextRetry(app)
    if (next === undefined || next > end || now > end) return
    await (options.sleep ?? pause)(next - now, options.signal)
    if (options.now() < next) return
    run.ended = false
    run.silent = 0
    await workAll(run)
  }
}
