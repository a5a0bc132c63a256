import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { suppressedBy } from '../../src/consent/index.ts'
import type { DbContext, MessageEventKind, OpenDb } from '../../src/db/index.ts'
import { invariant } from '../../src/deliver/index.ts'
import { resendEvents } from '../../src/providers/index.ts'
import { forgetEvents, oldestEvent, processWebhooks, storeWebhooks } from '../../src/track/index.ts'
import { queued, subscribers } from '../deliver/a-delivery.ts'
import { eventBody, openInstallation } from './webhooks.ts'

const day = 86_400_000
const now = Date.UTC(2026, 10, 22, 12)
const kept = now - 395 * day

let open: OpenDb
let ctx: DbContext
beforeEach(async () => {
  open = await openInstallation()
  ctx = { ...open, now }
  await subscribers(open.db, 1, 2)
  const sent = { state: 'submitted', provider: 'resend' } as const
  await queued(open.db, [
    { customer: 1, submitted_at: kept - 10 * day, outcome: 'bounced', ...sent },
    { customer: 2, submitted_at: now - 10 * day, outcome: 'clicked', ...sent },
  ])
  await sql`
    insert into suppressions (customer, reason, since, recorded_at)
    values (1, 'bounced', ${kept - 9 * day}, ${kept - 9 * day})`.execute(open.db)
  await sql`delete from changed_customers`.execute(open.db)
})
afterEach(() => open.close())

async function happened(message: number, kind: MessageEventKind, at: number, id: string | null = null): Promise<void> {
  const event = { customer: message, message, kind, at, recorded_at: at, provider_event: id, detail: 'permanent' }
  await open.db
    .insertInto('message_events')
    .values({ ...event, campaign: 'welcome', template: null, topic: null, link: null, link_folded: null })
    .execute()
}

const kinds = async () => {
  const rows = await open.db.selectFrom('message_events').select('kind').orderBy('at').execute()
  return rows.map(({ kind }) => kind)
}

describe('reports about emails after their time', () => {
  it('go, and those within it stay', async () => {
    await happened(1, 'bounced', kept - 1)
    await happened(1, 'complained', kept)
    await happened(2, 'clicked', now - day)
    expect(await oldestEvent(ctx)).toBe(kept - 1)
    expect(await forgetEvents(ctx, kept)).toMatchObject({ events: 1 })
    expect(await kinds()).toEqual(['complained', 'clicked'])
    expect(await oldestEvent(ctx)).toBe(kept)
    expect(await forgetEvents(ctx, kept)).toEqual({ events: 0, deliveries: 0 })
  })

  it('go in lots, however many they are', async () => {
    await sql`
      insert into message_events (customer, kind, at, machine, recorded_at)
      with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 4500)
      select 1 + n % 2, case n % 3 when 0 then 'opened' else 'delivered' end, ${sql.lit(kept)} - n, 0, 1 from numbers`.execute(
      open.db,
    )
    expect(await forgetEvents(ctx, kept)).toMatchObject({ events: 4500 })
    expect(await kinds()).toEqual([])
  })

  it('leave what was sent, its gravest outcome and who gets nothing more: nobody comes back, nothing goes twice', async () => {
    await happened(1, 'bounced', kept - 9 * day)
    const before = await open.db.selectFrom('messages').selectAll().orderBy('key').execute()
    await forgetEvents(ctx, kept)
    expect(await open.db.selectFrom('messages').selectAll().orderBy('key').execute()).toEqual(before)
    expect((await invariant(open)).faults).toEqual([])
    const { rows } = await sql<{ reason: string }>`select ${suppressedBy(ctx, sql`1`)} as reason`.execute(open.db)
    expect(rows).toEqual([{ reason: 'bounced' }])
  })

  it('leave an email bounced, whatever is heard of it later', async () => {
    await happened(1, 'bounced', kept - 9 * day)
    await forgetEvents(ctx, kept)
    await storeWebhooks(ctx, [
      { id: 'late', provider: 'resend', body: eventBody('email.opened', 1, now), receivedAt: now },
    ])
    const { readResendEvent } = await resendEvents()
    await processWebhooks(ctx, (_provider, body) => readResendEvent(body))
    const { outcome } = await open.db
      .selectFrom('messages')
      .select('outcome')
      .where('key', '=', 1)
      .executeTakeFirstOrThrow()
    expect(outcome).toBe('bounced')
  })

  it('have whose answers may differ judged anew', async () => {
    await happened(1, 'opened', kept - 1)
    await happened(2, 'opened', kept)
    await forgetEvents(ctx, kept)
    const changed = await open.db.selectFrom('changed_customers').select('customer').execute()
    expect(changed).toEqual([{ customer: 1 }])
  })
})

it('ids of what the mail service sent go after sixty days; the latest says when it was heard from', async () => {
  const delivery = (id: string, days: number) => ({ id, provider: 'resend', body: '{}', receivedAt: now - days * day })
  await storeWebhooks(ctx, [delivery('old', 100), delivery('unread', 90), delivery('latest', 70)])
  await sql`update webhook_deliveries set state = 'done', body = null where id <> 'unread'`.execute(open.db)
  expect(await forgetEvents(ctx, kept)).toMatchObject({ deliveries: 1 })
  const left = await open.db.selectFrom('webhook_deliveries').select('id').orderBy('id').execute()
  expect(left.map(({ id }) => id)).toEqual(['latest', 'unread'])
})
