import type { SendAnswer, SendResult } from '../providers/index.ts'
import { deadline, pause } from './deadline.ts'
import type { Run } from './delivery-run.ts'
import { report } from './delivery-run.ts'
import type { Frozen } from './freeze.ts'
import { markSent } from './instance-file.ts'
import { REQUEST_TIMEOUT } from './lease.ts'
import { record } from './record.ts'

/**
 * `sent`: an answer came that settles something. `refused`: only that it is to come again. `silent`: no answer, for no
 * message. `given up`: it was not our turn any more.
 */
export type HandedOver = 'sent' | 'refused' | 'silent' | 'given up'

/** A turn further away than this is somebody else's by then, when the process must end. */
const LONGEST_WAIT_TO_END = 2_000

/** Waits for the turn of a frozen request, sends its bytes and writes down what came of it. */
export async function handOver(run: Run, frozen: Frozen): Promise<HandedOver> {
  const { app, options, delivery } = run
  const wait = frozen.goesAt - options.now()
  if (options.signal?.aborted && wait > LONGEST_WAIT_TO_END) return 'given up'
  await (options.sleep ?? pause)(wait, options.signal)
  // The clock jumped, or this process slept: another one may have it by now (SEND-10).
  if (options.now() + REQUEST_TIMEOUT > frozen.leaseUntil) return 'given up'
  if (app.file !== undefined && run.marks) markSent(app.file, frozen.batch, options.now())
  const answer = await send(run, frozen)
  const messages = frozen.rows.filter((row) => row !== undefined).length
  report(run, 'sent', messages)
  const recorded = await record(app, run.instance, frozen, answer, options.now())
  delivery.submitted += recorded.submitted
  delivery.failed += recorded.failed
  delivery.uncertain += recorded.uncertain
  report(run, 'recorded', messages)
  const outcomes = new Set(answer.results.map(({ outcome }) => outcome))
  if (['accepted', 'rejected', 'split'].some((settled) => outcomes.has(settled as SendResult['outcome']))) return 'sent'
  return outcomes.has('later') ? 'refused' : 'silent'
}

async function send({ app, options }: Run, { request }: Frozen): Promise<SendAnswer> {
  const { signal, clear } = deadline(options.signal)
  try {
    return await app.provider.send(request, signal)
  } catch (error) {
    const reason = `The provider failed: ${error instanceof Error ? error.message : String(error)}`
    return { results: request.messages.map(() => ({ outcome: 'unknown', reason })) }
  } finally {
    clear()
  }
}
