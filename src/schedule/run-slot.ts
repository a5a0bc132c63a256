import {
  type Adopted,
  type App,
  adoptWinners,
  keepPredictions,
  keepRecommendations,
  nameOf,
  planContext,
  withSoundTemplates,
} from '../app/index.ts'
import type { Instant } from '../clock.ts'
import { type Db, readingFirst } from '../db/index.ts'
import { enqueue, holdBack, planDay, readPlan, type Surprise, surpriseOf, volumeOf } from '../plan/index.ts'
import { keepMarks } from '../recommend/index.ts'
import { refreshMembers, type StoppedGuard } from '../segments/index.ts'
import { carryOver } from './carry-over.ts'

/** What a run decided; kept as the summary of its row in `runs`. */
export interface RunSummary {
  readonly customers: number
  /** Members of each segment at the slot: later runs compare with it. */
  readonly segments: Readonly<Record<string, number>>
  readonly moves: Readonly<Record<string, { readonly entered: number; readonly left: number }>>
  readonly queued: number
  /** Notices to people of the shop; absent where there is none. */
  readonly raised?: number
  /** Customers whom the queued emails go to: later runs compare with it. */
  readonly recipients: number
  /** Set where the run was a surprise and waits for confirmation: nothing of it was queued. */
  readonly held: Surprise | undefined
  readonly waiting: number
  readonly skipped: number
  readonly guards: readonly StoppedGuard[]
  /** Campaigns left out because a template of theirs is broken. */
  readonly broken: readonly string[]
  /** Variants that have won and are adopted from this run on; absent in older summaries. */
  readonly adopted?: readonly Adopted[]
}

/** What a run decided, and the key of its row in `runs`. */
export interface RunOfSlot {
  readonly run: number
  readonly summary: RunSummary
}

/**
 * Plans one slot and writes everything it decided in one transaction: the run itself, membership history, receipts and
 * outbox rows. A crash leaves all of it or nothing. Others may write until it does itself. `wall` is the real time:
 * later than the slot when a missed day is made up for. A run that surprises by its size waits, unless `confirmed` is at
 * least the number of customers.
 */
export async function runSlot(app: App, slot: Instant, wall: Instant, confirmed = 0): Promise<RunOfSlot> {
  const sound = await withSoundTemplates(app)
  const broken = sound.broken.map(({ campaign }) => campaign)
  // Before the run's own transaction: whatever writes in it keeps everybody else from writing until its end.
  await carryOver(app, wall)
  await keepPredictions(app, slot)
  await keepRecommendations(app, slot, 'before the run')
  const adopted = await adoptWinners(sound.app, slot)
  const done = await readingFirst(app.db, async (trx) => {
    const run = await openRun(trx, slot, wall)
    const summary = { ...(await planSlot(sound.app, trx, { run, slot, wall, confirmed })), broken, adopted }
    await trx
      .updateTable('runs')
      .set({ state: 'done', finished_at: wall, summary: JSON.stringify(summary) })
      .where('key', '=', run)
      .execute()
    return { run, summary }
  })
  await keepRecommendations(app, slot, 'after the run')
  return done
}

/** The row of the slot: a new one, or the one that was claimed or run before. */
async function openRun(trx: Db, slot: Instant, wall: Instant): Promise<number> {
  const found = await trx.selectFrom('runs').select('key').where('slot', '=', slot).executeTakeFirst()
  if (found) return found.key
  const row = { slot, started_at: wall, state: 'running', summary: '{}' }
  const made = await trx.insertInto('runs').values(row).returning('key').executeTakeFirstOrThrow()
  return made.key
}

interface SlotToPlan {
  readonly run: number
  readonly slot: Instant
  readonly wall: Instant
  readonly confirmed: number
}

function planSlot(
  app: App,
  trx: Db,
  { run, slot, wall, confirmed }: SlotToPlan,
): Promise<Omit<RunSummary, 'broken' | 'adopted'>> {
  const base = planContext(app, trx, slot)
  return planDay(base, { mode: 'run', wall }, async ({ ctx, made, guards, sizes }) => {
    const files = app.files.segments.map(nameOf)
    await keepMarks(ctx)
    const moves = await refreshMembers(ctx.evaluation, { slot, files })
    const volume = await volumeOf(ctx, made)
    const surprise = await surpriseOf(ctx, volume)
    const held = surprise && surprise.recipients > confirmed ? surprise : undefined
    const recipients = held ? 0 : volume.recipients
    if (held) await holdBack(ctx, made)
    const { totals } = await readPlan(ctx, made, 'counts only')
    const { queued, skipped, raised } = await enqueue(ctx, made, run)
    return {
      customers: sizes.customers,
      segments: Object.fromEntries(sizes.segments),
      moves: Object.fromEntries([...moves].map(([name, { entered, left }]) => [name, { entered, left }])),
      queued,
      ...(raised > 0 ? { raised } : {}),
      recipients,
      held,
      waiting: totals.wait,
      skipped,
      guards,
    }
  })
}
