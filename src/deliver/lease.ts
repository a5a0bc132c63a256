import { createHash } from 'node:crypto'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Instant } from '../clock.ts'

/** How long one request may take, in ms; then its outcome is unknown (SEND-10). */
export const REQUEST_TIMEOUT = 30_000

/** How long claimed messages are left alone: the request's time and as much again. */
export const LEASE = REQUEST_TIMEOUT + 30_000

/** No lease is this long: one that seems so was written by a clock that ran ahead. */
const LONGEST_LEASE = 10 * 60_000

const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 5 * 60_000

/**
 * The rows delivery cares about. SQLite uses the index `messages_open` only where a query repeats this term word by
 * word.
 */
export const isOpen = sql<SqlBool>`state in ('waiting', 'queued', 'claimed', 'uncertain')`

/** True where a claimed message is free for the next one to take. */
export function expired(now: Instant): RawBuilder<SqlBool> {
  return sql<SqlBool>`(lease_until <= ${now} or lease_until > ${now + LONGEST_LEASE})`
}

/**
 * When a request of unknown outcome is tried again: after a part of 1 s, 2 s, 4 s … 5 min, at least 1 s. The part comes
 * from its key and the attempt, so that requests spread and a test repeats (SEND-11).
 */
export function retryAt(now: Instant, key: number, attempt: number): Instant {
  const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(attempt, 20))
  const share = createHash('sha256').update(`${key}:${attempt}`).digest().readUInt32BE() / 2 ** 32
  return now + FIRST_PAUSE + Math.floor(share * (longest - FIRST_PAUSE))
}
