import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { DbContext, MessageState } from '../db/index.ts'
import type { Problem } from '../problem.ts'

/** A run of the daily job with what it wrote down of itself. */
export interface RunRow {
  readonly key: number
  readonly slot: Instant
  readonly startedAt: Instant
  readonly finishedAt: Instant | undefined
  readonly state: 'running' | 'done' | 'failed'
  readonly summary: RunAccount
}

/** The stored summary of a run; a run that did not come to its end has zeros. */
export interface RunAccount {
  readonly customers: number
  /** Members of each segment at the slot. */
  readonly segments: Readonly<Record<string, number>>
  readonly queued: number
  readonly recipients: number
  readonly waiting: number
  readonly skipped: number
  /** Set where the run waits for somebody to say its number. */
  readonly held: { readonly recipients: number; readonly emails: number; readonly most: number } | undefined
  readonly guards: readonly { readonly segment: string; readonly problem: Problem }[]
  /** Campaigns whose template was broken. */
  readonly broken: readonly string[]
  /** Versions of emails that had won and were adopted. */
  readonly adopted: readonly { readonly campaign: string; readonly step: string; readonly variant: string }[]
}

/** The newest runs before an instant, newest first: from the table of runs alone. */
export async function newestRuns(
  { db }: DbContext,
  { before, limit }: { readonly before?: Instant | undefined; readonly limit: number },
): Promise<readonly RunRow[]> {
  const rows = await db
    .selectFrom('runs')
    .selectAll()
    .$if(before !== undefined, (runs) => runs.where('slot', '<', before ?? 0))
    .orderBy('slot', 'desc')
    .limit(limit)
    .execute()
  return rows.map(rowOf)
}

/** The run of a slot. */
export async function runOfSlot({ db }: DbContext, slot: Instant): Promise<RunRow | undefined> {
  const row = await db.selectFrom('runs').selectAll().where('slot', '=', slot).executeTakeFirst()
  return row && rowOf(row)
}

/** How many messages each of some runs (keys) decided last, by state; only of these states, through their index. */
export async function messagesOfRuns(
  { db }: DbContext,
  runs: readonly number[],
  states: readonly MessageState[],
): Promise<ReadonlyMap<number, Readonly<Partial<Record<MessageState, number>>>>> {
  if (runs.length === 0) return new Map()
  const { rows } = await sql<{ run: number; state: MessageState; number: number }>`
    select run, state, count(*) as number
    from messages
    where run in (${sql.join(runs)})
      and state in (${sql.join(states)})
    group by run, state`.execute(db)
  const found = new Map<number, Partial<Record<MessageState, number>>>()
  for (const { run, state, number } of rows)
    found.set(Number(run), { ...found.get(Number(run)), [state]: Number(number) })
  return found
}

function rowOf(row: {
  key: number
  slot: number
  started_at: number
  finished_at: number | null
  state: string
  summary: string
}): RunRow {
  const {
    customers = 0,
    segments = {},
    queued = 0,
    recipients = 0,
    waiting = 0,
    skipped = 0,
    ...rest
  } = read(row.summary)
  const { held, guards = [], broken = [], adopted = [] } = rest
  return {
    key: Number(row.key),
    slot: Number(row.slot),
    startedAt: Number(row.started_at),
    finishedAt: row.finished_at === null ? undefined : Number(row.finished_at),
    state: row.state === 'done' || row.state === 'failed' ? row.state : 'running',
    summary: { customers, segments, queued, recipients, waiting, skipped, held, guards, broken, adopted },
  }
}

function read(summary: string): Partial<RunAccount> {
  return JSON.parse(summary) as Partial<RunAccount>
}
