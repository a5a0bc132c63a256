import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { type Db, inTransaction, packedId } from '../db/index.ts'
import type { SoughtMessage } from '../providers/index.ts'
import { closeBatches, holdBatches } from './close-batch.ts'
import type { DeliveryApp } from './delivery-app.ts'
import { isOpen } from './lease.ts'
import { messageKey } from './message-id.ts'
import { unpackRequest } from './request-body.ts'
import { soughtAnew } from './sought-anew.ts'

/** How long a search may take, in ms: the list of a busy day has many pages. */
const SEARCH_TIME = 120_000
/** Nobody repeats a request after this, so that it was accepted before or never. */
const LAST_ATTEMPT = 24 * 3_600_000
/** Ids in one question to the database. */
const LOT = 1_000

/**
 * Looks in the service's own list for messages of unknown outcome (SEND-08 b): by their stored bytes, or, where another
 * copy of the database may have sent them, by what they would say. What is found counts as sent; what is not found
 * proves nothing and stays. Returns how many were found.
 */
export async function searchUncertain(app: DeliveryApp, now: Instant, signal?: AbortSignal): Promise<number> {
  if (!app.provider.find) return 0
  const sought = [...(await storedUncertain(app, now)), ...(await soughtAnew(app, now))]
  if (sought.length === 0) return 0
  const timeout = AbortSignal.timeout(SEARCH_TIME)
  const results = await app.provider.find(sought, signal ? AbortSignal.any([signal, timeout]) : timeout)
  const found = sought.flatMap(({ id }, i) => {
    const result = results[i]
    return result?.outcome === 'accepted'
      ? [{ key: messageKey(id), providerId: result.providerId === undefined ? null : packedId(result.providerId) }]
      : []
  })
  return countAsSent(app, await unclaimed(app, found), now)
}

async function storedUncertain({ db, provider }: DeliveryApp, now: Instant): Promise<SoughtMessage[]> {
  const { rows } = await sql<{ key: number; body: Uint8Array; sha256: string; first_attempt_at: Instant | null }>`
    select batches.key, body, sha256, first_attempt_at
    from batches
    where provider = ${provider.name}
      and body is not null
      and key in (select batch from messages where state = 'uncertain')`.execute(db)
  const uncertain = await db
    .selectFrom('messages')
    .select('key')
    .where(isOpen)
    .where('state', '=', 'uncertain')
    .execute()
  const keys = new Set(uncertain.map(({ key }) => Number(key)))
  const requests = await Promise.all(
    rows.map(async (row): Promise<SoughtMessage[]> => {
      const content = await unpackRequest({ packed: row.body, sha256: row.sha256 })
      if (!content) return []
      const from = Number(row.first_attempt_at ?? content.at)
      const until = Math.min(now, from + LAST_ATTEMPT)
      return content.messages.map((message) => ({ ...message, from, until }))
    }),
  )
  return requests.flat().filter(({ id }) => keys.has(messageKey(id)))
}

/** Without the emails of the list that are known to be other messages: a later one may have said the same. */
async function unclaimed({ db }: DeliveryApp, found: readonly Found[]): Promise<Found[]> {
  const ids = found.flatMap(({ providerId }) => providerId ?? [])
  const known = new Set<string | null>()
  for (let i = 0; i < ids.length; i += LOT) {
    const rows = await db
      .selectFrom('messages')
      .select('provider_id')
      .where('provider_id', 'in', ids.slice(i, i + LOT))
      .execute()
    for (const row of rows) known.add(row.provider_id)
  }
  return found.filter(({ providerId }) => providerId === null || !known.has(providerId))
}

interface Found {
  readonly key: number
  /** As the ledger keeps it. */
  readonly providerId: string | null
}

/** Fenced by the state: what somebody decided meanwhile stays decided. */
function countAsSent(app: DeliveryApp, found: readonly Found[], now: Instant): Promise<number> {
  return inTransaction(app.db, async (trx) => {
    const keys = found.map(({ key }) => key)
    await holdBatches({ db: trx, dialect: app.dialect }, await batchesOf(trx, keys))
    await app.dialect.hold(trx, 'messages', keys)
    let settled = 0
    for (const { key, providerId } of found) {
      const { rows } = await sql<{ batch: number | null }>`
        update messages
        set state = 'submitted', submitted_at = coalesce(first_attempt_at, ${now}), provider = ${app.provider.name},
          provider_id = ${providerId}, first_attempt_at = null, error = null
        where key = ${key}
          and state = 'uncertain'
        returning batch`.execute(trx)
      await closeBatches(trx, rows)
      settled += rows.length
    }
    return settled
  })
}

async function batchesOf(trx: Db, messages: readonly number[]): Promise<{ batch: number | null }[]> {
  if (messages.length === 0) return []
  return trx.selectFrom('messages').select('batch').distinct().where('key', 'in', messages).execute()
}
