import { sql } from 'kysely'
import { columnTypes } from './column-types.ts'
import { createLookups } from './create-lookups.ts'
import { createKeptAnswers } from './create-kept-answers.ts'
import { createResponses } from './create-responses.ts'
import { createSenders } from './create-senders.ts'
import { markChanges } from './mark-changes.ts'
import type { Schema } from './migration.ts'
import { tunePostgres } from './tune-postgres.ts'

/** The first schema: customers, orders, consent, events, membership history, runs and the outbox. */
export async function up(db: Schema, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const { key, text, bytes, inOrder } = columnTypes(dialect)
  // Rows live in the primary key's own tree: half the space for narrow tables.
  const clustered = dialect === 'sqlite' ? sql`without rowid` : sql``

  await sql`create table instance (name ${text} primary key, value ${text} not null)`.execute(db)
  await sql`
    create table customers (
      key ${key},
      id ${text} not null unique,
      email ${text},
      email_folded ${text} unique,
      first_name ${text}, first_name_folded ${text},
      last_name ${text}, last_name_folded ${text},
      birth_year integer,
      birth_day ${text},
      country ${text},
      region ${text},
      region_folded ${text},
      city ${text},
      city_folded ${text},
      language ${text},
      time_zone ${text},
      currency ${text},
      signed_up_at bigint,
      exists_from bigint,
      language_chosen_at bigint
    )`.execute(db)
  await sql`create index customers_by_birth_day on customers (birth_day)`.execute(db)
  await sql`create index customers_by_signed_up_at on customers (signed_up_at)`.execute(db)
  await sql`create index customers_by_exists_from on customers (exists_from)`.execute(db)
  await sql`
    create table customer_tags (
      customer bigint not null references customers (key),
      tag_folded ${text} not null,
      tag ${text} not null,
      primary key (customer, tag_folded)
    ) ${clustered}`.execute(db)
  await sql`
    create table customer_attributes (
      customer bigint not null references customers (key),
      name ${text} not null,
      position integer not null,
      text ${text},
      folded ${text},
      number double precision,
      month_day ${text},
      year integer,
      primary key (name, customer, position)
    ) ${clustered}`.execute(db)
  await sql`
    create table consents (
      key ${key},
      customer bigint not null references customers (key),
      topic ${text},
      status ${text} not null,
      at bigint,
      recorded_at bigint not null,
      source ${text} not null,
      expires_at bigint,
      message bigint,
      campaign ${text},
      template ${text},
      wording ${text},
      basis ${text}
    )`.execute(db)
  await sql`create index consents_by_customer on consents (customer, topic, at, status)`.execute(db)
  await sql`
    create table suppressions (
      customer bigint not null references customers (key),
      reason ${text} not null,
      since bigint,
      recorded_at bigint not null,
      primary key (customer, reason)
    ) ${clustered}`.execute(db)
  await sql`
    create table orders (
      key ${key},
      id ${text} not null unique,
      customer bigint not null references customers (key),
      ordered_at bigint not null,
      total bigint not null,
      currency ${text} not null,
      status ${text} not null,
      delivered_at bigint,
      refunded_total bigint not null default 0,
      refunded_at bigint,
      coupon ${text},
      coupon_folded ${text},
      channel ${text},
      channel_folded ${text},
      store ${text},
      store_folded ${text},
      made_from ${text} not null default 'order'
    )`.execute(db)
  // Every question about counts, sums and dates, and whose orders begin a journey, without touching the table itself.
  await sql`
    create index orders_by_customer
      on orders (customer, ordered_at, status, total, refunded_total, refunded_at)`.execute(db)
  await sql`create index orders_by_ordered_at on orders (ordered_at, customer, status)`.execute(db)
  await sql`create index orders_by_delivered_at on orders (delivered_at) where delivered_at is not null`.execute(db)
  await sql`create index orders_by_refunded_at on orders (refunded_at) where refunded_at is not null`.execute(db)
  await sql`
    create table order_lines (
      key ${key},
      "order" bigint not null references orders (key),
      hash ${text} not null,
      copy integer not null,
      product_id ${text},
      sku ${text},
      name ${text},
      name_folded ${text},
      category ${text},
      category_folded ${text},
      brand ${text},
      brand_folded ${text},
      quantity bigint not null,
      total_milli bigint not null,
      unique ("order", hash, copy)
    )`.execute(db)
  // Lines that came before their order.
  await sql`
    create table waiting_lines (
      order_id ${text} not null,
      hash ${text} not null,
      copy integer not null,
      product_id ${text},
      sku ${text},
      name ${text},
      name_folded ${text},
      category ${text},
      category_folded ${text},
      brand ${text},
      brand_folded ${text},
      quantity bigint not null,
      total_milli bigint not null,
      primary key (order_id, hash, copy)
    ) ${clustered}`.execute(db)
  await sql`
    create table products (
      id ${text} primary key,
      sku ${text},
      name ${text} not null,
      name_folded ${text} not null,
      category ${text},
      category_folded ${text},
      brand ${text},
      brand_folded ${text},
      price bigint,
      currency ${text},
      url ${text},
      image ${text}
    )`.execute(db)
  await sql`
    create table events (
      key ${key},
      customer bigint not null references customers (key),
      name ${text} not null,
      at bigint not null,
      properties ${text} not null,
      matched ${text} not null,
      hash ${text} not null unique
    )`.execute(db)
  await sql`create index events_by_name on events (name, customer, at)`.execute(db)
  await sql`create index events_by_at on events (name, at)`.execute(db)
  await sql`
    create table runs (
      key ${key},
      slot bigint not null unique,
      started_at bigint not null,
      finished_at bigint,
      state ${text} not null,
      summary ${text} not null
    )`.execute(db)
  await sql`
    create table memberships (
      segment ${text} not null,
      customer bigint not null references customers (key),
      entered_at bigint not null,
      left_at bigint,
      primary key (segment, customer, entered_at)
    ) ${clustered}`.execute(db)
  await sql`create index memberships_by_customer on memberships (customer)`.execute(db)
  await sql`create index memberships_by_entered_at on memberships (segment, entered_at)`.execute(db)
  await sql`
    create index memberships_by_left_at on memberships (segment, left_at) where left_at is not null`.execute(db)
  // What the last run found out, so that the next one judges only whom something has happened to.
  await sql`
    create table segment_states (
      segment ${text} primary key,
      slot bigint not null,
      meaning ${text} not null,
      size bigint not null,
      borders ${text} not null
    )`.execute(db)
  await sql`create table standing_questions (key ${key}, name ${text} not null unique)`.execute(db)
  await sql`
    create table standing_values (
      question integer not null references standing_questions (key),
      chunk integer not null,
      bytes ${bytes} not null,
      primary key (question, chunk)
    )`.execute(db)
  await sql`create table campaigns (name ${text} primary key, first_slot bigint not null)`.execute(db)
  await sql`
    create table batches (
      key ${key},
      provider ${text} not null,
      request_key ${text},
      body ${bytes},
      sha256 ${text},
      created_at bigint not null,
      attempt integer not null default 0,
      first_attempt_at bigint,
      state ${text} not null
    )`.execute(db)
  await sql`create index batches_frozen on batches (key) where state = 'frozen'`.execute(db)
  await sql`create unique index batches_by_request_key on batches (request_key)
    where request_key is not null`.execute(db)
  await sql`
    create table messages (
      key ${key},
      campaign ${text} not null,
      step ${text} not null,
      customer bigint not null references customers (key),
      occasion ${text} not null,
      state ${text} not null,
      reason ${text} not null,
      variant ${text},
      purpose ${text} not null,
      template ${text} not null, notify ${text},
      topic ${text},
      run bigint not null references runs (key), first_run bigint references runs (key),
      started_at bigint not null,
      due_day bigint not null,
      day bigint,
      send_at bigint,
      "order" bigint references orders (key),
      attempt integer not null default 0,
      lease_until bigint,
      first_attempt_at bigint,
      batch bigint,
      submitted_at bigint,
      provider ${text},
      provider_id ${text},
      error ${text},
      outcome ${text},
      unique (customer, campaign, occasion, step)
    )`.execute(db)
  // Answers who got which email, and when, and what stands on a customer's day, without touching the table itself.
  await sql`
    create index messages_by_customer
      on messages (customer, day, submitted_at, campaign, template, topic)`.execute(db)
  // One search per lane: service mail never waits behind a large campaign.
  await sql`create index messages_due on messages (purpose, send_at${inOrder}) where state = 'queued'`.execute(db)
  await sql`create index messages_open on messages (state, send_at${inOrder})
    where state in ('waiting', 'queued', 'claimed', 'uncertain')`.execute(db)
  // What a run decided is counted at its end, without reading all that were ever sent.
  await sql`create index messages_by_run on messages (run, state${inOrder})`.execute(db)
  await sql`
    create table message_events (
      key ${key},
      customer bigint not null references customers (key),
      kind ${text} not null,
      at bigint not null,
      machine integer not null default 0,
      message bigint references messages (key),
      campaign ${text},
      template ${text},
      topic ${text},
      link ${text},
      link_folded ${text},
      links integer,
      detail ${text},
      provider_event ${text} unique,
      recorded_at bigint not null
    )`.execute(db)
  await sql`
    create index message_events_by_customer
      on message_events (customer, kind, at, machine, campaign, template, topic)`.execute(db)
  await sql`create index message_events_by_kind on message_events (kind, at)`.execute(db)
  await sql`create index message_events_by_message on message_events (message, kind)`.execute(db)
  await createResponses(db, dialect)
  await createSenders(db, dialect)
  await createLookups(db)
  await createKeptAnswers(db, dialect)
  await markChanges(db, dialect)
  if (dialect === 'postgres') await tunePostgres(db)
}
