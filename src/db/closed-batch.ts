import { sql } from 'kysely'

/**
 * What a stored request becomes once the outcome of each of its messages is definite, for `update batches set …`: a number
 * that never comes again, and no more than that. Its key is made of that number, and nobody repeats it.
 */
export const closedBatch = sql`state = 'done', body = null, sha256 = null, request_key = null, first_attempt_at = null`
