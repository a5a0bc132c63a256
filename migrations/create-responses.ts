import { sql } from 'kysely'
import { columnTypes } from './column-types.ts'
import type { Schema } from './migration.ts'

/** Tables of the way back: what people ask for through their links, and what mail services report. */
export async function createResponses(db: Schema, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const { key, text } = columnTypes(dialect)
  await sql`
    create table customer_pauses (
      key ${key},
      customer bigint not null references customers (key),
      since bigint not null,
      until bigint not null,
      source ${text} not null
    )`.execute(db)
  await sql`create index customer_pauses_by_customer on customer_pauses (customer, since)`.execute(db)
  await sql`
    create table tracking_consents (
      key ${key},
      customer bigint not null references customers (key),
      status ${text} not null,
      at bigint not null,
      source ${text} not null,
      wording ${text}
    )`.execute(db)
  await sql`create index tracking_consents_by_customer on tracking_consents (customer, at)`.execute(db)
  // What remains of an erased person: keyed hashes, which say nothing without the key beside the database.
  await sql`
    create table suppressed_hashes (
      hash ${text} primary key,
      reason ${text} not null,
      recorded_at bigint not null
    )`.execute(db)
  await sql`create table links (key ${key}, url ${text} not null unique)`.execute(db)
  // The raw word of a mail service, kept until it is worked off.
  await sql`
    create table webhook_deliveries (
      id ${text} primary key,
      provider ${text} not null,
      received_at bigint not null,
      state ${text} not null,
      body ${text}
    )`.execute(db)
  await sql`create index webhook_deliveries_new on webhook_deliveries (received_at) where state = 'new'`.execute(db)
  await sql`create index webhook_deliveries_by_received_at on webhook_deliveries (received_at)`.execute(db)
  await sql`
    create table campaign_pauses (
      key ${key},
      campaign ${text} not null,
      reason ${text} not null,
      at bigint not null,
      accepted bigint not null,
      counted bigint not null,
      note ${text},
      released_at bigint,
      release_note ${text}
    )`.execute(db)
  await sql`create unique index campaign_pauses_open on campaign_pauses (campaign) where released_at is null`.execute(
    db,
  )
  // The guard against bounces reads the latest emails of one campaign; whoever asks for all, campaign by campaign.
  await sql`create index messages_by_campaign on messages (campaign, submitted_at, outcome)
    where submitted_at is not null`.execute(db)
}
