import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { closedBatch, type Db } from '../db/index.ts'
import type { DeliveryApp, MessageRow } from './delivery-app.ts'
import type { Frozen } from './freeze.ts'
import { packRequest, type RequestBody } from './request-body.ts'
import { storeBatch } from './store-batch.ts'

/** Half of a request that was refused as a whole, packed with the same bytes of its messages. */
export interface Half extends RequestBody {
  readonly rows: readonly MessageRow[]
}

/**
 * The halves of what the service refused as a whole, because one of its messages or their size stood in the way; none
 * where a single message was refused: that one is to blame.
 */
export async function packHalves({ request, rows }: Frozen, refused: readonly MessageRow[]): Promise<Half[]> {
  if (refused.length < 2) return []
  const middle = Math.ceil(refused.length / 2)
  const messageOf = new Map(rows.map((row, i) => [row?.key, request.messages[i]]))
  return Promise.all(
    [refused.slice(0, middle), refused.slice(middle)].map(async (half) => {
      const messages = half.flatMap(({ key }) => messageOf.get(key) ?? [])
      return { rows: half, ...(await packRequest({ at: request.at, messages })) }
    }),
  )
}

/** Stores halves as requests with keys of their own (BAT-06), in the caller's transaction; they are taken up at once. */
export async function bindHalves(
  trx: Db,
  app: DeliveryApp,
  instance: string,
  halves: readonly Half[],
  now: Instant,
): Promise<void> {
  for (const { rows, ...body } of halves) {
    const mark = `half:${rows[0]?.key}:${rows[0]?.attempt}`
    const { batch } = await storeBatch(trx, app.provider.name, instance, { ...body, now, attempt: 0, mark })
    const bound = await app.dialect.runMany(
      trx,
      REBIND,
      rows.map(({ key, attempt }) => [batch, now, key, attempt]),
    )
    // Another process took the whole up meanwhile: what it does counts, this half is nobody's.
    if (bound === 0) await sql`update batches set ${closedBatch} where key = ${batch}`.execute(trx)
  }
}

const REBIND = `
  update messages
  set batch = ?, lease_until = ?
  where key = ?
    and attempt = ?
    and state = 'claimed'`
