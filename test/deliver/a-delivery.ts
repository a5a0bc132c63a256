import { sql } from 'kysely'
import type { Shop } from '../../src/config/shop.ts'
import type { Db, OpenDb } from '../../src/db/index.ts'
import { type DeliveryApp, deliverDue, type DeliverOptions, type MessageRow } from '../../src/deliver/index.ts'
import type { Provider, SendRequest, SendResult } from '../../src/providers/index.ts'

/** The instant at which the tests of this room begin: a Sunday morning. */
export const morning = Date.UTC(2026, 10, 22, 8)
export const minute = 60_000
export const hour = 60 * minute

/** A shop with what delivery reads of it. */
export const shop = {
  name: 'Kava',
  from: 'Kava <hej@kava.example>',
  replyTo: undefined,
  timeZone: 'Europe/Zagreb',
  links: 'https://mail.kava.example',
} as Shop

/** A provider in memory that keeps every request and answers what `answer` says (default: accepted). */
export interface TestProvider extends Provider {
  readonly requests: SendRequest[]
  answer: (id: string, request: SendRequest) => SendResult | Error
}

export function testProvider(changes: Partial<Provider> = {}): TestProvider {
  const requests: SendRequest[] = []
  return {
    name: 'test',
    most: 100,
    atOnce: 1,
    rate: undefined,
    unit: 'message',
    repeatable: Number.POSITIVE_INFINITY,
    compose: async (email) =>
      email.to.address.includes('@')
        ? { bytes: Buffer.from(JSON.stringify(email)) }
        : { rejected: 'The customer’s address has no @' },
    async send(request) {
      requests.push(request)
      const results = request.messages.map(({ id }) => {
        const answer = this.answer(id, request)
        if (answer instanceof Error) throw answer
        return answer
      })
      return { results }
    },
    requests,
    answer: (id) => ({ outcome: 'accepted', providerId: `p-${id}` }),
    ...changes,
  } as TestProvider
}

/** An app over a database, with emails that say which message they are. */
export function deliveryApp(open: OpenDb, changes: Partial<DeliveryApp> = {}): DeliveryApp {
  return {
    db: open.db,
    dialect: open.dialect,
    shop,
    provider: testProvider(),
    renderMessage: async (_ctx, rows) => rows.map(emailFor),
    ...changes,
  }
}

export function emailFor(row: MessageRow) {
  return {
    to: { name: undefined, address: `c${row.customer}@shop.example` },
    subject: `${row.campaign} ${row.step}`,
    html: `<p>${row.key}</p>`,
    text: `${row.key}`,
    unsubscribe: `https://mail.kava.example/unsubscribe/${row.key}`,
  }
}

export const deliverAt = (app: DeliveryApp, now: number, options: Partial<DeliverOptions> = {}) =>
  deliverDue(app, { now: () => now, ...options })

/** Customers who subscribed, by key. */
export async function subscribers(db: Db, ...keys: number[]): Promise<void> {
  for (const key of keys) {
    await sql`insert into customers (key, id, email) values (${key}, ${`c${key}`}, ${`c${key}@shop.example`})`.execute(
      db,
    )
    await sql`
      insert into consents (customer, status, at, recorded_at, source)
      values (${key}, 'subscribed', 1, 1, 'test')`.execute(db)
  }
}

/** Queued messages, due at `morning` unless told otherwise; their keys are those given, else counted from 1. */
export async function queued(db: Db, messages: readonly (Partial<MessageRow> & { customer: number })[]): Promise<void> {
  await sql`
    insert into runs (key, slot, started_at, state, summary)
    values (1, ${morning}, ${morning}, 'done', '{}')
    on conflict do nothing`.execute(db)
  for (const message of messages) {
    await db
      .insertInto('messages')
      .values({
        campaign: 'welcome',
        step: 'hello',
        occasion: 'once',
        state: 'queued',
        reason: 'due',
        variant: null,
        purpose: 'marketing',
        template: 'welcome-1',
        run: 1,
        started_at: morning,
        due_day: 0,
        day: 0,
        send_at: morning,
        order: null,
        attempt: 0,
        lease_until: null,
        first_attempt_at: null,
        batch: null,
        submitted_at: null,
        provider: null,
        provider_id: null,
        error: null,
        ...message,
      })
      .execute()
  }
}

/** So many customers who subscribed, and an email to each that is due. */
export async function fillWith(db: Db, messages: number): Promise<void> {
  const numbers = sql`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${messages})`
  await sql`
    insert into customers (key, id, email)
    ${numbers}
    select i, 'c' || i, 'c' || i || '@shop.example'
    from n`.execute(db)
  await sql`
    insert into consents (customer, status, at, recorded_at, source)
    ${numbers}
    select i, 'subscribed', 1, 1, 'test'
    from n`.execute(db)
  await sql`
    insert into runs (key, slot, started_at, state, summary)
    values (1, ${morning}, ${morning}, 'done', '{}')`.execute(db)
  await sql`
    insert into messages
      (campaign, step, customer, occasion, state, reason, purpose, template, run, started_at, due_day, day, send_at, attempt)
    ${numbers}
    select 'welcome', 'hello', i, 'once', 'queued', 'due', 'marketing', 'welcome-1', 1, ${morning}, 0, 0, ${morning}, 0
    from n`.execute(db)
}

/** The states of all messages in order of their keys. */
export async function states(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('messages').select(['key', 'state']).orderBy('key').execute()
  return rows.map((row) => row.state)
}

export function message(db: Db, key: number): Promise<MessageRow> {
  return db.selectFrom('messages').selectAll().where('key', '=', key).executeTakeFirstOrThrow()
}
