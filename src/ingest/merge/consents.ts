import { type RawBuilder, sql } from 'kysely'
import type { Db, DbContext } from '../../db/index.ts'
import { inLots } from './lots.ts'
import { noteStanding, noteUpdated } from './outcomes.ts'

/**
 * Writes what the file says about consent into the log, where that is new: who may be written to is read from the log,
 * never decided here. An undated "unsubscribed" is said anew when a subscription was given since it was written down.
 */
export async function appendConsents({ db, now }: DbContext, stage: RawBuilder<unknown>): Promise<void> {
  await noteProof(db, stage)
  const news = sql`
    record.standing = 1
    and record.consent is not null
    and not exists (
      select 1 from consents
      where consents.customer = customers.key
        and consents.topic is null
        and consents.status = record.consent
        and consents.at is not distinct from record.consent_at
        and not (
          consents.status = 'unsubscribed'
          and consents.at is null
          and exists (
            select 1 from consents as since
            where since.customer = consents.customer
              and since.topic is null
              and since.status = 'subscribed'
              and since.at > consents.recorded_at
              and since.at <= ${now}
          )
        )
    )`
  const rows = sql`from ${stage} as record join customers on customers.id = record.id where ${news}`
  await noteUpdated(db, stage, rows)
  await inLots(
    db,
    stage,
    (lot) => sql`
    insert into consents (customer, topic, status, at, recorded_at, source, expires_at, basis, wording)
    select customers.key, null, record.consent, record.consent_at, cast(${now} as bigint), ${source},
      record.consent_expires_at, record.consent_basis, record.consent_wording
    ${rows} and ${lot}
    order by record.n`,
  )
}

/** `import`, with the place where it was given when the file names it. */
const source = sql`coalesce('import: ' || record.consent_source, 'import')`

/**
 * A file may tell later until when a subscription that is known already was given, and what proves it; one that is
 * silent changes nothing. What proves a word that was given to us directly stays as it was written down.
 */
async function noteProof(db: Db, stage: RawBuilder<unknown>): Promise<void> {
  const told = await sql`
    select 1
    from ${stage}
    where consent_expires_at is not null
      or coalesce(consent_basis, consent_source, consent_wording) is not null
    limit 1`.execute(db)
  if (told.rows.length === 0) return
  const news = sql`
    record.standing = 1
    and customers.id = record.id
    and consents.customer = customers.key
    and consents.topic is null
    and consents.status = 'subscribed'
    and consents.status = record.consent
    and consents.at is not distinct from record.consent_at
    and (
      (record.consent_expires_at is not null and consents.expires_at is distinct from record.consent_expires_at)
      or (
        ${imported}
        and (
          (record.consent_basis is not null and consents.basis is distinct from record.consent_basis)
          or (record.consent_wording is not null and consents.wording is distinct from record.consent_wording)
          or (record.consent_source is not null and consents.source <> ${source})
        )
      )
    )`
  await noteUpdated(db, stage, sql`from ${stage} as record, customers, consents where ${news}`)
  await inLots(
    db,
    stage,
    (lot) => sql`
    update consents
    set expires_at = coalesce(record.consent_expires_at, consents.expires_at),
      basis = case when ${imported} then coalesce(record.consent_basis, consents.basis) else consents.basis end,
      wording = case when ${imported} then coalesce(record.consent_wording, consents.wording) else consents.wording end,
      source = case when ${imported} and record.consent_source is not null then ${source} else consents.source end
    from ${stage} as record, customers
    where ${news} and ${lot}`,
  )
}

/** A word that came with a file. */
const imported = sql`(consents.source = 'import' or consents.source like 'import: %')`

/** A bounce stays: a later file that says no does not lift it, and the earliest of two days holds. */
export async function suppressBounced({ db, now }: DbContext, stage: RawBuilder<unknown>): Promise<void> {
  const news = sql`
    outcome is null
    and record.bounced = 1
    and not exists (
      select 1
      from suppressions
      join customers on customers.key = suppressions.customer
      where customers.id = record.id
        and suppressions.reason = 'bounced'
        and (suppressions.since is null or suppressions.since <= record.bounced_at)
    )`
  await noteStanding(db, stage, 'updated', news)
  await inLots(
    db,
    stage,
    (lot) => sql`
    insert into suppressions (customer, reason, since, recorded_at)
    select customers.key, 'bounced', record.bounced_at, cast(${now} as bigint)
    from ${stage} as record
    join customers on customers.id = record.id
    where ${lot}
      and record.standing = 1
      and record.bounced = 1
    on conflict (customer, reason) do update
    set since = excluded.since
    where suppressions.since is not null
      and (excluded.since is null or excluded.since < suppressions.since)`,
  )
}
