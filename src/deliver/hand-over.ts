import type { SendAnswer, SendResult } from '../providers/index.ts'
import { deadline, pause } from './deadline.ts'
import type { Run } from './delivery-run.ts'
import { report } from './delivery-run.ts'
import type { Frozen } from './freeze.ts'
import { markSent } from './instance-file.ts'
import { LEASE, REQUEST_TIMEOUT } from './lease.ts'
import { record } from './record.ts'
import { remember } from './server-memory.ts'

/**
 * `accepted`: all of it, and nothing else is to be heeded. `sent`: an answer came that settles something. `refused`:
 * only that it is to come again. `silent`: no answer, for no message. `given up`: it was not our turn any more.
 */
type HandedOver = 'accepted' | 'sent' | 'refused' | 'silent' | 'given up'

/** A turn further away than this is somebody else's by then, when the process must end. */
const LONGEST_WAIT_TO_END = 2_000

/** What came of a request; `written` is settled once that is on the disk. */
export interface Handed {
  readonly outcome: HandedOver
  readonly written: Promise<void>
}

/** Waits for the turn of a frozen request, sends its bytes and begins to write down what came of it. */
export async function handOver(run: Run, frozen: Frozen): Promise<Handed> {
  const { app, options } = run
  const wait = frozen.goesAt - options.now()
  if (options.signal?.aborted && wait > LONGEST_WAIT_TO_END) return giveUp(run, frozen)
  await (options.sleep ?? pause)(wait, options.signal)
  // The clock jumped, or this process slept: another one may have it by now (SEND-10).
  if (options.now() + REQUEST_TIMEOUT > frozen.leaseUntil) return giveUp(run, frozen)
  if (app.file !== undefined && run.marks) markSent(app.file, frozen.batch, options.now())
  if (app.file === undefined && run.marks) remember(app, frozen.batch, options.now())
  const answer = await send(run, frozen)
  report(run, 'sent', frozen.rows.filter((row) => row !== undefined).length)
  return { outcome: outcomeOf(answer), written: writeDown(run, frozen, answer) }
}

/** Nothing was sent, and that is written down: where a request must not be repeated it would look as if it had been. */
function giveUp(run: Run, frozen: Frozen): Handed {
  const results = frozen.request.messages.map(() => NOT_SENT)
  return { outcome: 'given up', written: writeDown(run, frozen, { results }) }
}

/** Longer than a short pause, so that consent is asked again: the computer may have slept for a night. */
const NOT_SENT: SendResult = { outcome: 'later', reason: 'It was not sent in time and goes again', wait: LEASE + 1_000 }

function writeDown(run: Run, frozen: Frozen, answer: SendAnswer): Promise<void> {
  const written = recordAnswer(run, frozen, answer)
  // Whoever waits for it hears of an error; nobody may be waiting yet.
  written.catch(() => undefined)
  return written
}

async function recordAnswer(run: Run, frozen: Frozen, answer: SendAnswer): Promise<void> {
  const { app, options, delivery } = run
  const recorded = await record(app, run.instance, frozen, answer, options.now())
  if (recorded.unknown + recorded.later === 0) run.settled.push(frozen.batch)
  delivery.submitted += recorded.submitted
  delivery.failed += recorded.failed
  delivery.uncertain += recorded.uncertain
  report(run, 'recorded', frozen.rows.filter((row) => row !== undefined).length)
}

function outcomeOf(answer: SendAnswer): HandedOver {
  const outcomes = new Set(answer.results.map(({ outcome }) => outcome))
  if (answer.halt === undefined && outcomes.size === 1 && outcomes.has('accepted')) return 'accepted'
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
