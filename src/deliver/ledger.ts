import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { Db, DbContext } from '../db/index.ts'
import { isOpen } from './lease.ts'

/** Every message that was ever put into the queue and what became of it (SEND-14). */
export interface Ledger {
  readonly enqueued: number
  readonly submitted: number
  readonly failed: number
  readonly skipped: number
  readonly uncertain: number
  readonly queued: number
  readonly claimed: number
  /** What is wrong with the books, one sentence each; empty when every message is accounted for. */
  readonly faults: readonly string[]
}

/**
 * Counts the books and checks them: enqueued = submitted + failed + skipped + uncertain + queued + claimed, and each row
 * holds what its state says. A message the plan itself skipped was never enqueued: it has no `send_at`.
 */
export async function invariant(ctx: Pick<DbContext, 'db'>): Promise<Ledger> {
  const counts = await countStates(ctx.db)
  const count = (state: string) => counts.get(state) ?? 0
  const enqueued = await countEnqueued(ctx.db)
  const ledger = {
    enqueued,
    submitted: count('submitted'),
    failed: count('failed'),
    skipped: count('skipped'),
    uncertain: count('uncertain'),
    queued: count('queued'),
    claimed: count('claimed'),
  }
  const { submitted, failed, skipped, uncertain, queued, claimed } = ledger
  const sum = submitted + failed + skipped + uncertain + queued + claimed
  const unbalanced = sum === enqueued ? [] : [`${enqueued} messages were enqueued, but ${sum} are accounted for`]
  return { ...ledger, faults: [...unbalanced, ...(await brokenRows(ctx.db)), ...(await brokenBatches(ctx.db))] }
}

/** How many messages are still in the queue: due later, or to be tried again. */
export async function countWaiting({ db }: Pick<DbContext, 'db'>): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting
    from messages
    where ${isOpen}
      and state in ('queued', 'claimed')`.execute(db)
  return Number(rows[0]?.waiting ?? 0)
}

/** When the next message of unknown outcome is to be tried again, or the lease of a dead process ends. */
export async function nextRetry({ db }: Pick<DbContext, 'db'>): Promise<Instant | undefined> {
  const { rows } = await sql<{ next: Instant | null }>`
    select min(lease_until) as next
    from messages
    where ${isOpen}
      and state = 'claimed'`.execute(db)
  const next = rows[0]?.next
  return next === null || next === undefined ? undefined : Number(next)
}

async function countEnqueued(db: Db): Promise<number> {
  const { rows } = await sql<{ enqueued: number }>`
    select count(*) as enqueued
    from messages
    where send_at is not null
      and notify is null
      and state not in ('waiting', 'cancelled')`.execute(db)
  return Number(rows[0]?.enqueued ?? 0)
}

async function countStates(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*) as count
    from messages
    where send_at is not null
      and notify is null
    group by state`.execute(db)
  return new Map(rows.map((row) => [row.state, Number(row.count)]))
}

/** Rows that contradict their own state. */
async function brokenRows(db: Db): Promise<string[]> {
  const { rows } = await sql<{ fault: string; count: number }>`
    with
    -- one row per contradiction between a message and its state
    contradictions as (
      select case
        when state = 'claimed' and lease_until is null then 'claimed without a lease'
        when state <> 'claimed' and lease_until is not null then 'leased without being claimed'
        when state = 'submitted' and (submitted_at is null or provider is null) then 'submitted without an instant or a provider'
        when state <> 'submitted' and submitted_at is not null then 'with an instant of submission without being submitted'
        when state = 'failed' and error is null then 'failed without a sentence'
        when state = 'uncertain' and error is null then 'uncertain without a sentence'
      end as fault
      from messages
    )
    select fault, count(*) as count
    from contradictions
    where fault is not null
    group by fault
    order by fault`.execute(db)
  return rows.map((row) => `${row.count} messages are ${row.fault}`)
}

/** Requests that lost their bytes too early or kept them too long. */
async function brokenBatches(db: Db): Promise<string[]> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*) as count
    from batches
    where (state = 'done' and body is not null)
      or (state <> 'done' and body is null)
    group by state
    order by state`.execute(db)
  return rows.map(
    (row) => `${row.count} requests are ${row.state} and ${row.state === 'done' ? 'still' : 'no longer'} stored`,
  )
}
