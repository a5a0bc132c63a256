import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { Db } from '../db/index.ts'
import type { RequestBody } from './request-body.ts'

/** What a stored request begins with. */
export interface BatchToStore extends RequestBody {
  readonly now: Instant
  /** 1: it is handed over right after this; 0: it waits for somebody to take it up. */
  readonly attempt: 0 | 1
  /** Stands for the key until the row has its number; equal for no two requests that are being stored. */
  readonly mark: string
}

/**
 * Stores a request in the caller's transaction. Its key is made of the row's own number, never of its members (SEND-06):
 * the newest row of `batches` is never deleted, so that no number comes twice.
 */
export async function storeBatch(
  trx: Db,
  provider: string,
  instance: string,
  { packed, sha256, now, attempt, mark }: BatchToStore,
): Promise<{ batch: number; key: string }> {
  const { key: batch } = await trx
    .insertInto('batches')
    .values({
      provider,
      request_key: `new:${mark}`,
      body: packed,
      sha256,
      created_at: now,
      attempt,
      first_attempt_at: attempt === 1 ? now : null,
      state: 'frozen',
    })
    .returning('key')
    .executeTakeFirstOrThrow()
  const key = `v1:${instance}:${batch}`
  await sql`update batches set request_key = ${key} where key = ${batch}`.execute(trx)
  return { batch, key }
}
