import type { Clock } from '../clock.ts'
import type { SendResult } from '../providers/index.ts'
import { claim } from './claim.ts'
import { type Delivery, type DeliveryProgress, type DeliveryStep, noDelivery } from './delivery.ts'
import type { DeliveryApp } from './delivery-app.ts'
import { type Frozen, freeze, release } from './freeze.ts'
import { instanceId } from './instance-id.ts'
import { REQUEST_TIMEOUT } from './lease.ts'
import { countWaiting } from './ledger.ts'
import { makeEmails } from './make-emails.ts'
import { record } from './record.ts'
import { requeue, retake } from './retake.ts'

/** How a delivery is run. */
export interface DeliverOptions {
  /** The present instant, asked again for each step: leases and retries follow it. */
  readonly now: Clock['now']
  /** Most messages to hand over; absent: all that are due. */
  readonly limit?: number
  /** Aborted: nothing more is claimed, what is claimed is finished. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: DeliveryProgress) => void
}

/**
 * Hands over every message that is due: what a dead process left behind first, then the queue. A crash at any instant
 * loses nothing and sends nothing twice: claim → render → freeze → send → record, each step committed before the next.
 */
export async function deliverDue(app: DeliveryApp, options: DeliverOptions): Promise<Delivery> {
  const run: Run = {
    app,
    options,
    delivery: noDelivery(),
    instance: await instanceId(app),
    left: options.limit ?? Infinity,
  }
  await requeue(app, options.now())
  const answered = await repeat(run, takeUpAgain)
  if (answered) await repeat(run, deliverNext)
  run.delivery.waiting = await countWaiting(app)
  return run.delivery
}

interface Run {
  readonly app: DeliveryApp
  readonly options: DeliverOptions
  readonly delivery: Delivery
  readonly instance: string
  /** How many messages may still be handed over. */
  left: number
}

/** `no answer`: the provider answered for no message at all, it would be pointless to go on now. */
type Step = 'more' | 'nothing' | 'no answer'

/** Repeats a step while there is more to do; false when the provider did not answer. */
async function repeat(run: Run, step: (run: Run) => Promise<Step>): Promise<boolean> {
  while (!run.options.signal?.aborted && run.left > 0) {
    const outcome = await step(run)
    if (outcome !== 'more') return outcome === 'nothing'
  }
  return true
}

function report(run: Run, step: DeliveryStep, messages: number): void {
  run.options.onProgress?.({ step, messages, delivery: run.delivery })
}

/** One request of a dead process. */
async function takeUpAgain(run: Run): Promise<Step> {
  const retaken = await retake(run.app, run.options.now())
  if (!retaken) return 'nothing'
  run.delivery.uncertain += retaken.uncertain
  report(run, 'retaken', retaken.frozen?.rows.length ?? 0)
  return retaken.frozen ? handOver(run, retaken.frozen) : 'more'
}

/** One request from the queue. */
async function deliverNext(run: Run): Promise<Step> {
  const { app, options, delivery, instance } = run
  const { messages, skipped } = await claim(app, options.now(), Math.min(app.provider.most, run.left))
  delivery.skipped += skipped
  if (messages.length === 0) return skipped > 0 ? 'more' : 'nothing'
  report(run, 'claimed', messages.length)
  const at = options.now()
  const ctx = { db: app.db, dialect: app.dialect, now: at }
  const made = await makeEmails(app, ctx, instance, messages).catch(async (error: unknown) => {
    await release(app, messages)
    throw error
  })
  report(run, 'rendered', messages.length)
  const { frozen, failed } = await freeze(app, instance, made, at)
  delivery.failed += failed
  report(run, 'frozen', frozen?.rows.length ?? 0)
  return frozen ? handOver(run, frozen) : 'more'
}

/** Sends the frozen bytes and writes down what came of it. */
async function handOver(run: Run, frozen: Frozen): Promise<Step> {
  const { app, options, delivery } = run
  run.left -= frozen.rows.length
  const results = await send(app, frozen)
  report(run, 'sent', frozen.rows.length)
  const recorded = await record(app, frozen, results, options.now())
  delivery.submitted += recorded.submitted
  delivery.failed += recorded.failed
  delivery.uncertain += recorded.uncertain
  report(run, 'recorded', frozen.rows.length)
  return recorded.unknown + recorded.uncertain < frozen.rows.length ? 'more' : 'no answer'
}

async function send(app: DeliveryApp, { request, rows }: Frozen): Promise<readonly SendResult[]> {
  try {
    const answer = await app.provider.send(request, AbortSignal.timeout(REQUEST_TIMEOUT))
    return answer.results
  } catch (error) {
    const reason = `The provider failed: ${error instanceof Error ? error.message : String(error)}`
    return rows.map(() => ({ outcome: 'unknown', reason }))
  }
}
