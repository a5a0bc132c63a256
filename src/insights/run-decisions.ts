import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { type DbContext, type MessageState, unpackedId } from '../db/index.ts'

/** One decision of a run about one email, and what has become of it. */
export interface RunDecision {
  readonly key: number
  readonly campaign: string
  readonly step: string
  readonly variant: string | null
  readonly occasion: string
  readonly state: MessageState
  readonly reason: string
  readonly send_at: Instant | null
  readonly submitted_at: Instant | null
  readonly provider_id: string | null
  readonly error: string | null
  readonly id: string
  readonly email: string | null
  readonly first_name: string | null
  readonly last_name: string | null
}

/** Which decisions of a run; `customers` are keys, few. */
export interface DecisionFilter {
  readonly state?: MessageState | undefined
  readonly campaign?: string | undefined
  readonly reason?: string | undefined
  readonly customers?: readonly number[] | undefined
}

/** Where a page ended: the last row that was looked at, in the order of state and key. */
export interface Position {
  readonly state: MessageState
  readonly key: number
}

/** A page of decisions; without `next` it is the last. A sparse filter may give a short page and still a next one. */
export interface DecisionPage {
  readonly rows: readonly RunDecision[]
  readonly next: Position | undefined
}

/** In the order in which an operator reads them: what goes out, what does not, what went wrong. */
export const messageStates = [
  'submitted',
  'claimed',
  'queued',
  'raised',
  'told',
  'waiting',
  'skipped',
  'failed',
  'uncertain',
  'cancelled',
] as const satisfies readonly MessageState[]

const MOST_LOOKED_AT = 20_000

/**
 * The next decisions of a run (key) after a position, walking along the index of run and state: a run may have a million
 * of them. For one page at most 20,000 rows of a state are looked at.
 */
export async function decisionsOfRun(
  ctx: DbContext,
  run: number,
  filter: DecisionFilter,
  { after, limit }: { readonly after?: Position | undefined; readonly limit: number },
): Promise<DecisionPage> {
  if (filter.customers) return { rows: await decisionsAbout(ctx, run, filter, filter.customers), next: undefined }
  const isSparse = filter.campaign !== undefined || filter.reason !== undefined
  const rows: RunDecision[] = []
  for (const state of messageStates.filter((one) => filter.state === undefined || one === filter.state)) {
    if (after && placeOf(state) < placeOf(after.state)) continue
    const from = after?.state === state ? after.key : 0
    const to = isSparse ? await endOfLook(ctx, run, state, from) : undefined
    rows.push(...(await decisions(ctx, run, filter, { state, from, to, limit: limit - rows.length + 1 })))
    const last = rows[limit - 1]
    if (rows.length > limit && last) return { rows: rows.slice(0, limit), next: { state: last.state, key: last.key } }
    if (to !== undefined) return { rows, next: { state, key: to } }
  }
  return { rows, next: undefined }
}

function placeOf(state: MessageState): number {
  return messageStates.indexOf(state)
}

/** The key of the last row that a page looks at; undefined: fewer are left. */
async function endOfLook(ctx: DbContext, run: number, state: string, from: number): Promise<number | undefined> {
  const { rows } = await sql<{ key: number }>`
    select key
    from messages
    where run = ${run}
      and state = ${state}
      and key > ${from}
    order by key
    limit 1 offset ${MOST_LOOKED_AT - 1}`.execute(ctx.db)
  return rows[0] && Number(rows[0].key)
}

interface Stretch {
  readonly state: string
  readonly from: number
  readonly to: number | undefined
  readonly limit: number
}

async function decisions(
  { db }: DbContext,
  run: number,
  { campaign, reason }: DecisionFilter,
  { state, from, to, limit }: Stretch,
): Promise<readonly RunDecision[]> {
  const { rows } = await sql<RunDecision>`
    select ${COLUMNS}
    from messages
    join customers on customers.key = messages.customer
    where messages.run = ${run}
      and messages.state = ${state}
      and messages.key > ${from}
      ${to === undefined ? sql`` : sql`and messages.key <= ${to}`}
      ${and('campaign', campaign)}
      ${and('reason', reason)}
    order by messages.key
    limit ${limit}`.execute(db)
  return rows.map(plain)
}

/** Of a few customers there are few in all runs together: they are read first, a cross join keeps that order. */
async function decisionsAbout(
  { db }: DbContext,
  run: number,
  { state, campaign, reason }: DecisionFilter,
  customers: readonly number[],
): Promise<readonly RunDecision[]> {
  if (customers.length === 0) return []
  const { rows } = await sql<RunDecision>`
    with own as materialized (
      select key
      from messages
      where customer in (${sql.join(customers)})
    )
    select ${COLUMNS}
    from own
    cross join messages
    join customers on customers.key = messages.customer
    where messages.key = own.key
      and messages.run = ${run}
      ${and('state', state)}
      ${and('campaign', campaign)}
      ${and('reason', reason)}
    order by messages.key`.execute(db)
  return rows.map(plain).sort((a, b) => placeOf(a.state) - placeOf(b.state))
}

const COLUMNS = sql`messages.key, messages.campaign, messages.step, messages.variant, messages.occasion, messages.state,
      messages.reason, messages.send_at, messages.submitted_at, messages.provider_id, messages.error,
      customers.id, customers.email, customers.first_name, customers.last_name`

function and(column: string, value: string | undefined): RawBuilder<unknown> {
  return value === undefined ? sql`` : sql`and ${sql.ref(`messages.${column}`)} = ${value}`
}

function plain(row: RunDecision): RunDecision {
  return { ...row, key: Number(row.key), provider_id: row.provider_id === null ? null : unpackedId(row.provider_id) }
}
