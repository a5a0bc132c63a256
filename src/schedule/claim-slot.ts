import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'

/** A slot that is ours to run; `startedAt` fences `finishSlot`. */
export interface ClaimedSlot {
  /** Key of the row in `runs`. */
  readonly run: number
  readonly slot: Instant
  readonly startedAt: Instant
}

/** A run without an end after an hour belongs to a dead process; a failed one is tried again after ten minutes. */
const LIFE_OF_A_RUN = 60 * 60_000
const PAUSE_AFTER_FAILURE = 10 * 60_000
/** What lies further in the future, in ms, was written by a clock that ran ahead. */
export const CLOCK_TOLERANCE = 60_000

/** True for a run that did not end well and whose turn it is again. */
export function isAbandoned(run: { readonly state: string; readonly started_at: number }, now: Instant): boolean {
  if (run.started_at > now + CLOCK_TOLERANCE) return true
  return run.started_at <= now - (run.state === 'failed' ? PAUSE_AFTER_FAILURE : LIFE_OF_A_RUN)
}

/**
 * Takes a slot for this process, or returns undefined: somebody else has run it or is running, or a younger slot was
 * run already. A slot is a unique row, so that however many processes ask, one of them gets it.
 */
export async function claimSlot(ctx: DbContext, slot: Instant): Promise<ClaimedSlot | undefined> {
  const { rows } = await sql<{ key: number }>`
    insert into runs (slot, started_at, state, summary)
    select ${slot}, ${ctx.now}, 'running', '{}'
    where not exists (
      select 1
      from runs
      where slot > ${slot}
        or (state = 'running' and ${alive(ctx)})
    )
    on conflict (slot) do nothing
    returning key`.execute(ctx.db)
  const run = rows[0]?.key ?? (await takeOver(ctx, slot))
  return run === undefined ? undefined : { run, slot, startedAt: ctx.now }
}

/**
 * Writes down how a run ended; `summary` is stored as JSON. `broken off`: failed because the program was stopped, so that
 * the next start need not wait. Says `no longer ours` when another process took it over.
 */
export async function finishSlot(
  ctx: DbContext,
  claimed: ClaimedSlot,
  how: 'done' | 'failed' | 'broken off',
  summary: object,
): Promise<'written' | 'no longer ours'> {
  const state = how === 'done' ? 'done' : 'failed'
  const startedAt = how === 'broken off' ? claimed.startedAt - PAUSE_AFTER_FAILURE : claimed.startedAt
  const { rows } = await sql<{ key: number }>`
    update runs
    set state = ${state}, started_at = ${startedAt}, finished_at = ${ctx.now}, summary = ${JSON.stringify(summary)}
    where key = ${claimed.run}
      and state = 'running'
      and started_at = ${claimed.startedAt}
    returning key`.execute(ctx.db)
  return rows.length > 0 ? 'written' : 'no longer ours'
}

/** Lets the next who asks take a slot at once whose run surely ended with its process. */
export async function freeSlot({ db }: Pick<DbContext, 'db'>, slot: Instant): Promise<void> {
  await sql`
    update runs
    set state = 'failed', started_at = started_at - ${PAUSE_AFTER_FAILURE}
    where slot = ${slot}
      and state = 'running'`.execute(db)
}

/** Of two who try, the second finds `started_at` changed. A run older than the last one stays as it is. */
async function takeOver(ctx: DbContext, slot: Instant): Promise<number | undefined> {
  const { rows } = await sql<{ key: number }>`
    update runs
    set state = 'running', started_at = ${ctx.now}, finished_at = null
    where slot = ${slot}
      and (
        (state = 'failed' and started_at <= ${ctx.now - PAUSE_AFTER_FAILURE})
        or (state = 'running' and started_at <= ${ctx.now - LIFE_OF_A_RUN})
        or (state in ('failed', 'running') and started_at > ${ctx.now + CLOCK_TOLERANCE})
      )
      and not exists (
        select 1
        from runs as younger
        where younger.slot > ${slot}
      )
    returning key`.execute(ctx.db)
  return rows[0]?.key
}

function alive(ctx: DbContext) {
  return sql`started_at > ${ctx.now - LIFE_OF_A_RUN} and started_at <= ${ctx.now + CLOCK_TOLERANCE}`
}
