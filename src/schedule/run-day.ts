import { type Adopted, type App, deliveryOf } from '../app/index.ts'
import { type Clock, type Instant, isoInstant } from '../clock.ts'
import { type Delivery, type DeliveryProgress, deliverDue, invariant } from '../deliver/index.ts'
import type { StoppedGuard } from '../segments/index.ts'
import { isAbandoned } from './claim-slot.ts'
import type { Surprise } from '../plan/index.ts'
import { carryOver } from './carry-over.ts'
import { doubtClock } from './doubt-clock.ts'
import { forgetOld, notAhead } from './forget-old.ts'
import { missedSlots } from './missed-slots.ts'
import { noteEnd } from './note-end.ts'
import { type RunOfSlot, runSlot } from './run-slot.ts'
import { tellStaff } from './tell-staff.ts'
import { stillWanted } from './still-wanted.ts'

/** What a whole run did, missed slots included. */
export interface DayRun extends Delivery {
  /** Key of the last run. */
  readonly run: number
  readonly slot: Instant
  readonly queued: number
  /** Notices to people of the shop. */
  readonly raised: number
  /** Runs that surprised by their size and wait for confirmation. */
  readonly held: readonly Surprise[]
  readonly guards: readonly StoppedGuard[]
  readonly broken: readonly string[]
  /** Versions of emails that have won and were adopted, in the order of the runs. */
  readonly adopted: readonly Adopted[]
  /** Missed slots that were made up for before this one. */
  readonly caughtUp: number
  /** What is wrong with the books of all messages, one sentence each (SEND-14); empty as it should be. */
  readonly faults: readonly string[]
}

/** `confirmed`: up to how many customers somebody said yes to. */
export interface DayOptions {
  readonly confirmed?: number
  readonly signal?: AbortSignal
  readonly patience?: number
  readonly onProgress?: (progress: DeliveryProgress) => void
}

/** Why a run cannot take place now: a sentence for people. */
export interface RunRefused {
  readonly refused: string
}

/**
 * `perennial send`: works off the slots missed since the last run, then the slot of this instant, then delivers what is
 * due. Run twice it sends nothing twice: each decision has its unique row.
 */
export async function runDay(app: App, clock: Clock, options: DayOptions = {}): Promise<DayRun | RunRefused> {
  const { confirmed, ...handOver } = options
  const now = clock.now()
  const last = await lastRun(app)
  const refused = last && refusal(last, now)
  if (refused) return { refused }
  // Before the runs: after them nobody sees any more for how long there was none.
  await doubtClock(app.at(notAhead(app, clock)))
  const runs: RunOfSlot[] = []
  for (const slot of slotsUpTo(now, last, app.shop.timeZone)) {
    if (options.signal?.aborted) break
    const done = await runSlot(app, slot, now, confirmed)
    await noteEnd(app.at(clock.now()), done.run)
    runs.push(done)
  }
  const summaries = runs.map(({ summary }) => summary)
  const delivery = await deliver(app, clock, handOver)
  await tellStaff(app, notAhead(app, clock))
  await forgetOld(app, clock)
  return {
    ...delivery,
    run: runs.at(-1)?.run ?? 0,
    slot: now,
    queued: summaries.reduce((sum, { queued }) => sum + queued, 0),
    raised: summaries.reduce((sum, { raised = 0 }) => sum + raised, 0),
    skipped: delivery.skipped + summaries.reduce((sum, { skipped }) => sum + skipped, 0),
    held: summaries.flatMap(({ held }) => held ?? []),
    guards: summaries.at(-1)?.guards ?? [],
    broken: summaries.at(-1)?.broken ?? [],
    adopted: summaries.flatMap(({ adopted }) => adopted ?? []),
    caughtUp: Math.max(runs.length - 1, 0),
    faults: (await invariant(app)).faults,
  }
}

/**
 * How messages are handed over. `patience`: ms to wait for those to be tried again soon. `quiet: 'ignored'` also writes to
 * people who sleep: only the demo does that.
 */
export interface HandOver {
  readonly signal?: AbortSignal
  readonly patience?: number
  /** Most requests under way at once in this process; absent: three. */
  readonly atOnce?: number
  readonly onProgress?: (progress: DeliveryProgress) => void
  readonly quiet?: 'kept' | 'ignored'
}

/** Hands over what is due and outside quiet hours, asking `stop_when` and `late` again for each message. */
export async function deliver(app: App, clock: Clock, options: HandOver = {}): Promise<Delivery> {
  const { quiet = 'kept', ...rest } = options
  if (quiet === 'kept') await carryOver(app, clock.now())
  const delivery = await deliveryOf(app, (claim, messages) => stillWanted(app, claim, messages))
  try {
    return await deliverDue(delivery, { now: () => clock.now(), ...rest })
  } finally {
    // Each delivery opens the mail service anew, so connections it kept would lie idle until the server ends them.
    await delivery.provider.close?.()
  }
}

interface LastRun {
  readonly slot: Instant
  readonly state: string
  readonly started_at: Instant
}

async function lastRun(app: App): Promise<LastRun | undefined> {
  return app.db
    .selectFrom('runs')
    .select(['slot', 'state', 'started_at'])
    .orderBy('slot', 'desc')
    .limit(1)
    .executeTakeFirst()
}

function refusal({ slot, state, started_at }: LastRun, now: Instant): string | undefined {
  if (state === 'running' && !isAbandoned({ state, started_at }, now)) {
    return 'Another run is under way: try again when it is over'
  }
  if (slot <= now) return undefined
  return `The last run was for ${isoInstant(slot)}, later than this one would be: a run never goes back in time`
}

/** A slot that broke off comes first, then the missed ones, then the present one (again, if it was run already). */
function slotsUpTo(now: Instant, last: LastRun | undefined, zone: string): Instant[] {
  const broken = last && last.state !== 'done' && last.slot < now ? [last.slot] : []
  const slots = last?.slot === now ? [now] : missedSlots(last?.slot, now, zone).slots
  return [...broken, ...slots]
}
