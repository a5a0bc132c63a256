import { sql } from 'kysely'
import { type Db, inTransaction, withAttached } from '../db/index.ts'

/** Who left after the backup was made, by what they said; `unreadable`: the replaced database can no longer say. */
export interface Leavers {
  readonly unsubscribed: number
  readonly suppressed: number
  readonly paused: number
}

/**
 * A backup has forgotten who left after it was made, and nobody would tell it again: takes their word over from the
 * database it replaced. Customers are matched by the shop's own id. Said twice it changes nothing.
 */
export async function carryLeaving(db: Db, replaced: string): Promise<Leavers | 'unreadable'> {
  try {
    return await withAttached(db, replaced, (connection) =>
      inTransaction(connection, async (trx) => {
        // Whoever was erased is in the backup again: these say who, for those who erase them anew.
        await hashes.execute(trx)
        const unsubscribed = await changedBy(trx, unsubscribes)
        return { unsubscribed, suppressed: await changedBy(trx, suppressions), paused: await changedBy(trx, pauses) }
      }),
    )
  } catch {
    // Damaged, or of another version: whoever restores must be told, and the rest of the restore stands.
    return 'unreadable'
  }
}

async function changedBy(db: Db, query: typeof hashes): Promise<number> {
  return Number((await query.execute(db)).numAffectedRows ?? 0)
}

// The emails behind a link have other numbers here, so a row keeps their names only.
const unsubscribes = sql`
  insert into consents (customer, topic, status, at, recorded_at, source, campaign, template, wording)
  select ours.key, said.topic, said.status, said.at, said.recorded_at, said.source, said.campaign, said.template,
    said.wording
  ${saidIn('consents')}
  where said.status = 'unsubscribed'
    and not exists (
      select 1
      from main.consents as known
      where known.customer = ours.key
        and known.status = said.status
        and known.recorded_at = said.recorded_at
        and known.topic is not distinct from said.topic
    )`

const suppressions = sql`
  insert into suppressions (customer, reason, since, recorded_at)
  select ours.key, said.reason, said.since, said.recorded_at
  ${saidIn('suppressions')}
  where true
  on conflict (customer, reason) do nothing`

const pauses = sql`
  insert into customer_pauses (customer, since, until, source)
  select ours.key, said.since, said.until, said.source
  ${saidIn('customer_pauses')}
  where not exists (
    select 1
    from main.customer_pauses as known
    where known.customer = ours.key
      and known.since = said.since
      and known.until = said.until
  )`

const hashes = sql`
  insert into suppressed_hashes (hash, reason, recorded_at)
  select hash, reason, recorded_at
  from other.suppressed_hashes
  where true
  on conflict (hash) do nothing`

/** What the replaced database says of customers that are here too: `said` of `ours`. */
function saidIn(table: 'consents' | 'suppressions' | 'customer_pauses') {
  return sql`from ${sql.table(`other.${table}`)} as said
  inner join other.customers as theirs on theirs.key = said.customer
  inner join main.customers as ours on ours.id = theirs.id`
}
