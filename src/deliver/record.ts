import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { type Db, packedId, type Value } from '../db/index.ts'
import type { SendAnswer, SendResult } from '../providers/index.ts'
import { closeBatch, holdBatch } from './close-batch.ts'
import type { DeliveryApp, MessageRow } from './delivery-app.ts'
import type { Frozen } from './freeze.ts'
import { haltSender } from './halts.ts'
import { holdMessages } from './hold-messages.ts'
import { retryAt } from './lease.ts'
import { FAIL, UNCERTAIN } from './outcomes.ts'
import { bindHalves, packHalves } from './split.ts'
import { together } from './together.ts'
import { learnLimits } from './turn.ts'

/** What came of a request, in messages; `unknown` and `later` ones are tried again. */
export interface Recorded {
  readonly submitted: number
  readonly failed: number
  readonly uncertain: number
  readonly unknown: number
  readonly later: number
}

/**
 * Writes down what the provider said, each row fenced by its attempt: who lost the lease meanwhile changes nothing
 * (SEND-09). A definite refusal also speaks for earlier attempts, because the service would have answered a key it had
 * accepted. The stored bytes go once nothing of the request is open or uncertain.
 */
export async function record(
  app: DeliveryApp,
  instance: string,
  frozen: Frozen,
  answer: SendAnswer,
  now: Instant,
): Promise<Recorded> {
  const outcomes = frozen.rows.flatMap((row, i) => (row ? [{ row, result: answer.results[i] ?? NO_ANSWER }] : []))
  const of = <O extends SendResult['outcome']>(outcome: O) =>
    outcomes.filter((one): one is Outcome<O> => one.result.outcome === outcome)
  const halves = await packHalves(
    frozen,
    of('split').map(({ row }) => row),
  )
  const repeatable = app.provider.repeatable > Math.abs(now - frozen.firstAttemptAt)
  const [retried, givenUp] = repeatable ? [of('unknown'), []] : [[], of('unknown')]
  return together(app.db, async (trx) => {
    await holdBatch({ db: trx, dialect: app.dialect }, frozen.batch, 'wait')
    await holdMessages(trx, app, rowsOf(frozen))
    const run = (statement: string, rows: Value[][]) => app.dialect.runMany(trx, statement, rows)
    const submitted = await run(
      SUBMIT,
      of('accepted').map(({ row, result }) => [now, app.provider.name, idOf(result), ...fence(row)]),
    )
    const refused = await run(FAIL, of('rejected').map(sentenced))
    const tooLarge = await run(FAIL, halves.length === 0 ? of('split').map(sentenced) : [])
    await bindHalves(trx, app, instance, halves, now)
    const uncertain = await run(UNCERTAIN, [...of('uncertain'), ...givenUp].map(sentenced))
    const unknown = await run(
      LATER,
      retried.map(({ row, result }) => [pauseOf(frozen, result, now), result.reason, ...fence(row)]),
    )
    const later = await comeAgain(trx, app, frozen, of('later'), answer, now)
    if (answer.limits) await learnLimits(trx, app.provider, answer.limits)
    if (answer.halt) await haltSender(trx, app.provider.name, answer.halt, now)
    await closeBatch(trx, frozen)
    return { submitted, failed: refused + tooLarge, uncertain, unknown, later }
  })
}

function rowsOf({ rows }: Frozen): MessageRow[] {
  return rows.filter((row) => row !== undefined)
}

type Outcome<O extends SendResult['outcome']> = {
  readonly row: MessageRow
  readonly result: Extract<SendResult, { outcome: O }>
}

/** A pause of this many ms is sat out with the bytes at hand; after a longer one everything is asked again. */
const SHORT = 60_000

/**
 * What surely was not sent: it counts as no attempt. After a short pause the same bytes go; after a long one, or when
 * the whole sender stands still, the message is back in the queue as if it had never been claimed, so that consent is
 * asked again. That is safe only where no earlier attempt is in doubt.
 */
async function comeAgain(
  trx: Db,
  app: DeliveryApp,
  frozen: Frozen,
  outcomes: readonly Outcome<'later'>[],
  { halt }: SendAnswer,
  now: Instant,
): Promise<number> {
  if (outcomes.length === 0) return 0
  const until = typeof halt?.until === 'number' ? halt.until : halt ? Number.POSITIVE_INFINITY : 0
  const waitOf = (result: Outcome<'later'>['result']) => Math.max(until, result.wait ?? SHORT)
  const back = outcomes.filter(({ result }) => frozen.attempt === 1 && waitOf(result) > SHORT)
  const kept = outcomes.filter((one) => !back.includes(one))
  const queued = await app.dialect.runMany(
    trx,
    BACK,
    back.map(({ row, result }) => {
      const at = Math.max(row.send_at ?? now, result.wait === undefined ? 0 : now + Math.ceil(result.wait))
      return [at, result.reason, ...fence(row)]
    }),
  )
  const waiting = await app.dialect.runMany(
    trx,
    LATER,
    kept.map(({ row, result }) => [
      now + Math.min(Math.ceil(waitOf(result)), LONGEST_WAIT),
      result.reason,
      ...fence(row),
    ]),
  )
  // Only who still holds the request may uncount its attempt.
  if (waiting > 0) {
    await sql`
      update batches
      set attempt = attempt - 1, first_attempt_at = case when attempt > 1 then first_attempt_at end
      where key = ${frozen.batch}`.execute(trx)
  }
  return queued + waiting
}

/** A lease further away is taken for a wrong clock's. */
const LONGEST_WAIT = 5 * 60_000

const NO_ANSWER: SendResult = { outcome: 'unknown', reason: 'The provider did not answer' }

/** One pause for the whole request: of a hundred pauses the shortest would count. */
function pauseOf({ batch, attempt }: Frozen, { wait }: { wait?: number }, now: Instant): Instant {
  return Math.max(retryAt(now, batch, attempt), now + Math.min(Math.ceil(wait ?? 0), LONGEST_WAIT))
}

function sentenced({ row, result }: { row: MessageRow; result: { reason: string } }): [string, number, number] {
  return [result.reason, ...fence(row)]
}

function idOf({ providerId }: { readonly providerId?: string | undefined }): string | null {
  return providerId === undefined ? null : packedId(providerId)
}

function fence(row: MessageRow): [number, number] {
  return [row.key, row.attempt]
}

const SUBMIT = `
  update messages
  set state = 'submitted', submitted_at = ?, provider = ?, provider_id = ?, first_attempt_at = null, lease_until = null,
    error = null
  where key = ?
    and attempt = ?
    and state = 'claimed'`

const LATER = `
  update messages
  set lease_until = ?, error = ?
  where key = ?
    and attempt = ?
    and state = 'claimed'`

const BACK = `
  update messages
  set state = 'queued', send_at = ?, error = ?, batch = null, lease_until = null, first_attempt_at = null
  where key = ?
    and attempt = ?
    and state = 'claimed'`
