import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'
import { isOpen } from './lease.ts'

/** The states of the outbox that a person may look into. */
export const outboxStates = ['queued', 'uncertain', 'failed'] as const

export type OutboxState = (typeof outboxStates)[number]

/** A message of the outbox with whom it goes to. */
export interface OutboxRow {
  readonly key: number
  readonly campaign: string
  readonly step: string
  readonly purpose: 'marketing' | 'service'
  /** When it is due. */
  readonly sendAt: Instant | null
  readonly firstAttemptAt: Instant | null
  readonly attempts: number
  /** What the mail service said last, or who decided. */
  readonly error: string | null
  readonly customer: {
    readonly id: string
    readonly email: string | null
    readonly first_name: string | null
    readonly last_name: string | null
  }
}

/** Where a page of the outbox ended: queued messages are in the order of their hour, others in that of their keys. */
export interface OutboxPlace {
  readonly sendAt: Instant
  readonly key: number
}

/** Which messages of a state; `customers` are keys, few. */
export interface OutboxFilter {
  readonly state: OutboxState
  readonly campaign?: string | undefined
  readonly customers?: readonly number[] | undefined
}

/** The next messages of a state, at most `limit`, from the index of what is open or has failed. */
export async function outboxRows(
  { db }: Pick<DbContext, 'db'>,
  { state, campaign, customers }: OutboxFilter,
  { after, limit }: { readonly after?: OutboxPlace | undefined; readonly limit: number },
): Promise<readonly OutboxRow[]> {
  if (customers?.length === 0) return []
  const { rows } = await sql<Row>`
    select messages.key, campaign, step, purpose, send_at, first_attempt_at, attempt, error,
      customers.id, customers.email, customers.first_name, customers.last_name
    from messages
    join customers on customers.key = messages.customer
    where ${inState(state)}
      ${campaign === undefined ? sql`` : sql`and campaign = ${campaign}`}
      ${customers === undefined ? sql`` : sql`and messages.customer in (${sql.join(customers)})`}
      ${after === undefined ? sql`` : sql`and (send_at, messages.key) > (${after.sendAt}, ${after.key})`}
    order by send_at, messages.key
    limit ${limit}`.execute(db)
  return rows.map(plain)
}

/** How many messages are in each state of the outbox; from `most` on nobody counts further. */
export async function outboxCounts(
  { db }: Pick<DbContext, 'db'>,
  most: number,
): Promise<Readonly<Record<OutboxState, number>>> {
  const counts = { queued: 0, uncertain: 0, failed: 0 }
  for (const state of outboxStates) {
    const { rows } = await sql<{ number: number }>`
      select count(*) as number
      from (
        select 1
        from messages
        where ${inState(state)}
        limit ${most}
      ) as counted`.execute(db)
    counts[state] = Number(rows[0]?.number ?? 0)
  }
  return counts
}

/** Each as its own index says it, word by word. */
function inState(state: OutboxState): RawBuilder<unknown> {
  return state === 'failed' ? sql`state = 'failed'` : sql`${isOpen} and state = ${state}`
}

interface Row {
  readonly key: number
  readonly campaign: string
  readonly step: string
  readonly purpose: 'marketing' | 'service'
  readonly send_at: Instant | null
  readonly first_attempt_at: Instant | null
  readonly attempt: number
  readonly error: string | null
  readonly id: string
  readonly email: string | null
  readonly first_name: string | null
  readonly last_name: string | null
}

function plain({ id, email, first_name, last_name, ...row }: Row): OutboxRow {
  const { campaign, step, purpose, error } = row
  return {
    ...{ key: Number(row.key), campaign, step, purpose, error },
    sendAt: row.send_at === null ? null : Number(row.send_at),
    firstAttemptAt: row.first_attempt_at === null ? null : Number(row.first_attempt_at),
    attempts: Number(row.attempt),
    customer: { id, email, first_name, last_name },
  }
}
