import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { Db } from '../db/index.ts'

/** After the end of every range: a customer who exists from here on never does. */
const NEVER = 253_402_300_800_000

/**
 * Takes back in a copy what runs from `from` on decided and saw, and what came of their emails: the simulation decides
 * these days itself. What earlier runs sent stays and counts.
 */
export async function forgetRuns(db: Db, from: Instant): Promise<void> {
  const later = sql`select key from runs where slot >= ${from}`
  const theirs = sql`select key from messages where run in (${later})`
  await sql`delete from message_events where message in (${theirs})`.execute(db)
  await sql`delete from messages where run in (${later})`.execute(db)
  await sql`delete from memberships where entered_at >= ${from}`.execute(db)
  await sql`update memberships set left_at = null where left_at >= ${from}`.execute(db)
  await sql`delete from segment_states`.execute(db)
  await sql`delete from campaigns where first_slot >= ${from}`.execute(db)
  await sql`delete from runs where slot >= ${from}`.execute(db)
}

/** Takes out of a copy what happened after `now`: the future is made up of the assumption alone. */
export async function forgetFuture(db: Db, now: Instant): Promise<void> {
  const later = sql`select key from orders where ordered_at > ${now}`
  await sql`delete from order_lines where "order" in (${later})`.execute(db)
  await sql`delete from orders where ordered_at > ${now}`.execute(db)
  await sql`update orders set delivered_at = null where delivered_at > ${now}`.execute(db)
  await sql`update orders set refunded_total = 0, refunded_at = null where refunded_at > ${now}`.execute(db)
  await sql`delete from events where at > ${now}`.execute(db)
  await sql`delete from message_events where at > ${now}`.execute(db)
  await sql`delete from consents where at > ${now}`.execute(db)
  await sql`delete from suppressions where since > ${now}`.execute(db)
  await sql`update customers set exists_from = ${NEVER} where exists_from > ${now}`.execute(db)
}
