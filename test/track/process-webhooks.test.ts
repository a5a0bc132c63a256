import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { consentState, suppressedBy } from '../../src/consent/index.ts'
import type { DbContext, OpenDb } from '../../src/db/index.ts'
import { invariant } from '../../src/deliver/index.ts'
import { resendEvents } from '../../src/providers/index.ts'
import { pausedCampaigns, processWebhooks, releaseCampaign, storeWebhooks, strains } from '../../src/track/index.ts'
import { queued, subscribers } from '../deliver/a-delivery.ts'
import { randomFrom } from '../support/naive/random.ts'
import { eventBody, openInstallation } from './webhooks.ts'
import { patience, sized, tell } from '../support/fault-run.ts'

const now = Date.UTC(2026, 10, 22, 12)
const sentAt = now - 3_600_000
/** T20: how many events a flood has. */
const FLOOD = sized(2_000, 100_000)

let open: OpenDb
let ctx: DbContext
beforeEach(async () => {
  open = await openInstallation()
  ctx = { ...open, now }
})
afterEach(() => open.close())

it('stopped, it ends after one lot and leaves the rest for the next start', async () => {
  const deliveries = Array.from({ length: 501 }, (_, i) => ({
    id: `d${i}`,
    provider: 'x',
    body: '{}',
    receivedAt: now,
  }))
  await storeWebhooks(ctx, deliveries)
  expect(await processWebhooks(ctx, () => undefined, AbortSignal.abort())).toEqual({ read: 500, events: 0 })
  expect(await processWebhooks(ctx, () => undefined)).toEqual({ read: 1, events: 0 })
})

describe('what a mail service reports', () => {
  it('a permanent bounce suppresses the customer at once, one that may pass does not', async () => {
    await mailed(2)
    await hear(['email.bounced', 1, 0, permanent], ['email.bounced', 2, 0, transient])
    expect(await suppressed()).toEqual(['bounced', 'no'])
    expect(await outcomes()).toEqual(['bounced', 'delayed'])
  })

  it('three passing bounces in thirty days suppress, three in a longer time do not', async () => {
    await mailed(6)
    const day = 24
    await sql`update messages set customer = case when key <= 3 then 1 else 2 end, occasion = key`.execute(open.db)
    await hear(['email.bounced', 1, 0, transient], ['email.bounced', 2, 10 * day, transient])
    expect(await suppressed()).toEqual(['no', 'no', 'no', 'no', 'no', 'no'])
    await hear(['email.bounced', 3, 29 * day, transient])
    for (const [message, days] of [
      [4, 0],
      [5, 20],
      [6, 40],
    ] as const) {
      await hear(['email.bounced', message, days * day, transient])
    }
    expect((await suppressed()).slice(0, 2)).toEqual(['bounced', 'no'])
  })

  it('a complaint, a refusal and an address on the service’s own list suppress', async () => {
    await mailed(4)
    await sql`update customers set email_folded = email`.execute(open.db)
    await hear(
      ['email.complained', 1, 0],
      ['email.suppressed', 2, 0],
      ['suppression.added', 3, 0, { email: 'C3@shop.example', origin: 'complaint', tags: undefined }],
      ['suppression.removed', 1, 0, { email: 'c1@shop.example', tags: undefined }],
    )
    expect(await suppressed()).toEqual(['complained', 'bounced', 'complained', 'no'])
  })

  it('who unsubscribes in the contacts of the mail service has withdrawn their consent, said twice or not', async () => {
    await mailed(6)
    await sql`update customers set email_folded = email`.execute(open.db)
    const contact = (key: number, more: object) => ({ email: `C${key}@shop.example`, tags: undefined, ...more })
    const topics = (...said: string[]) => ({ topics: said.map((subscription, i) => ({ id: `t${i}`, subscription })) })
    await hear(
      ['contact.updated', 1, 0, contact(1, { unsubscribed: true })],
      ['contact.updated', 1, 0.5, contact(1, { unsubscribed: true, first_name: 'Ana' })],
      ['contact.updated', 2, 0, contact(2, { unsubscribed: false })],
      ['contact.topics.updated', 3, 0, contact(3, topics('opt_out', 'opt_out'))],
      ['contact.topics.updated', 4, 0, contact(4, topics('opt_out', 'opt_in'))],
      ['contact.deleted', 5, 0, contact(5, { unsubscribed: true })],
      ['contact.updated', 6, 20, contact(6, { unsubscribed: true })],
      ['contact.updated', 1, 0, contact(99, { unsubscribed: true })],
    )
    const states = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async (key) => {
        const { rows } = await sql<{ state: string }>`select ${consentState(ctx, sql`${key}`)} as state`.execute(
          open.db,
        )
        return rows[0]?.state
      }),
    )
    const [left, stays] = ['unsubscribed', 'subscribed']
    expect(states).toEqual([left, stays, left, stays, stays, left])
    const words = await open.db
      .selectFrom('consents')
      .select(['customer', 'at', 'source'])
      .where('status', '=', 'unsubscribed')
      .orderBy('customer')
      .execute()
    const source = 'contacts of the mail service'
    expect(words).toEqual([
      { customer: 1, at: sentAt, source },
      { customer: 3, at: sentAt, source },
      { customer: 6, at: now, source },
    ])
  })

  it('who subscribed again since, with us, stays subscribed when an older word comes late', async () => {
    await mailed(1)
    await sql`update customers set email_folded = email`.execute(open.db)
    await sql`
      insert into consents (customer, status, at, recorded_at, source)
      values (1, 'subscribed', ${now - 1_000}, ${now - 1_000}, 'preference page')`.execute(open.db)
    await hear(['contact.updated', 1, 0, { email: 'c1@shop.example', tags: undefined, unsubscribed: true }])
    const { rows } = await sql<{ state: string }>`select ${consentState(ctx, sql`1`)} as state`.execute(open.db)
    expect(rows).toEqual([{ state: 'subscribed' }])
  })

  it('an event of a message of unknown outcome proves that it was sent', async () => {
    await mailed(1)
    await sql`update messages set state = 'uncertain', submitted_at = null, provider_id = null`.execute(open.db)
    await hear(['email.delivered', 1, 0])
    const message = await open.db.selectFrom('messages').selectAll().executeTakeFirstOrThrow()
    expect(message).toMatchObject({ state: 'submitted', provider_id: 'p-1', outcome: 'delivered' })
    expect(message.submitted_at).not.toBeNull()
  })

  it('the bytes of a request go with the event that settles the last of its uncertain emails', async () => {
    await mailed(3)
    const body = new Uint8Array([1])
    const batch = { provider: 'resend', body, sha256: '', created_at: sentAt, first_attempt_at: sentAt }
    await open.db
      .insertInto('batches')
      .values([
        { ...batch, key: 1, request_key: 'one', attempt: 1, state: 'frozen' },
        { ...batch, key: 2, request_key: 'two', attempt: 1, state: 'frozen' },
      ])
      .execute()
    await sql`
      update messages
      set state = 'uncertain', submitted_at = null, provider_id = null, error = 'no answer',
        batch = case when key <= 2 then 1 else 2 end`.execute(open.db)
    const stored = async () => {
      const rows = await open.db.selectFrom('batches').select(['state', 'body']).orderBy('key').execute()
      return rows.map((row) => `${row.state}${row.body === null ? '' : ' with bytes'}`)
    }
    await hear(['email.delivered', 1, 0])
    expect(await stored()).toEqual(['frozen with bytes', 'frozen with bytes'])
    await hear(['email.bounced', 2, 0, permanent])
    expect(await stored()).toEqual(['done', 'frozen with bytes'])
    expect((await invariant(open)).faults).toEqual([])
  })

  it('clicks within five seconds of delivery, of known programs, and three at once are flagged and kept', async () => {
    await mailed(4)
    const click = (link: string, ms: number, userAgent = 'Firefox') => ({
      click: { link, timestamp: new Date(sentAt + ms).toISOString(), userAgent, ipAddress: '203.0.113.9' },
    })
    await hear(
      ['email.clicked', 1, 0, click('https://a.example/1', 4_000)],
      ['email.clicked', 2, 0, click('https://a.example/1', 60_000, 'BarracudaCentral')],
      ['email.clicked', 3, 0, click('https://a.example/1', 60_000)],
      ['email.clicked', 3, 0, click('https://a.example/2', 60_500)],
      ['email.clicked', 3, 0, click('https://a.example/3', 61_000)],
      ['email.clicked', 4, 0, click('https://a.example/1', 60_000)],
    )
    const clicks = await open.db.selectFrom('message_events').selectAll().orderBy('message').execute()
    expect(clicks.map(({ message, machine }) => [message, machine])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [3, 1],
      [3, 1],
      [4, 0],
    ])
    expect(await outcomes()).toEqual(['delivered', 'delivered', 'delivered', 'clicked'])
  })

  it('what cannot be read is set aside and holds nothing up', async () => {
    await mailed(1)
    const junk = { id: 'junk', provider: 'resend', body: 'no json', receivedAt: now - 1 }
    await storeWebhooks(ctx, [junk])
    await hear(['email.delivered', 1, 0])
    const rows = await open.db
      .selectFrom('webhook_deliveries')
      .select(['state', 'body'])
      .orderBy('received_at')
      .execute()
    expect(rows).toEqual([
      { state: 'failed', body: null },
      { state: 'done', body: null },
    ])
  })

  it('a click before the news of the delivery is flagged when that comes', async () => {
    await mailed(1)
    const click = { click: { link: 'https://a.example', timestamp: new Date(sentAt + 602_000).toISOString() } }
    await hear(['email.clicked', 1, 0, click])
    expect(await outcomes()).toEqual(['clicked'])
    await hear(['email.delivered', 1, 600_000 / 3_600_000])
    expect(await outcomes()).toEqual(['delivered'])
  })

  it(`${FLOOD} events in any order, some twice, end where events in order do`, { timeout: patience }, async () => {
    const people = Math.ceil(FLOOD / 8)
    await mailed(people)
    const random = randomFrom(20)
    const types = ['sent', 'delivered', 'opened', 'clicked', 'complained', 'bounced', 'failed', 'delivery_delayed']
    const events = Array.from({ length: FLOOD }, (_, i) => {
      const type = `email.${random.pick(types)}`
      const more = type === 'email.bounced' ? random.pick([permanent, transient]) : {}
      const body = eventBody(type, random.whole(1, people), sentAt + random.whole(1, 600) * 60_000, more)
      return { id: `e${i}`, provider: 'resend', body, receivedAt: now }
    })
    await storeWebhooks(ctx, events)
    await work()
    const inOrder = [await outcomes(), await suppressed()]
    await sql`delete from message_events`.execute(open.db)
    await sql`delete from suppressions`.execute(open.db)
    await sql`delete from webhook_deliveries`.execute(open.db)
    await sql`update messages set outcome = null`.execute(open.db)

    for (const event of shuffled(events, random)) {
      await storeWebhooks(ctx, random.chance(0.2) ? [event, event] : [event])
      if (random.chance(0.01)) await work()
    }
    await work()

    expect([await outcomes(), await suppressed()]).toEqual(inOrder)
    const ids = await open.db.selectFrom('message_events').select('provider_event').execute()
    expect(new Set(ids.map((row) => row.provider_event)).size).toBe(ids.length)
    const open_ = await open.db.selectFrom('webhook_deliveries').select('id').where('state', '=', 'new').execute()
    expect(open_).toEqual([])
    tell('T20', 'webhooks shuffled, one in five twice', FLOOD, { lost: 0, duplicated: 0 })
  })
})

describe('a campaign that does harm', () => {
  it('pauses itself within 250 emails at 6 % bounces, and stays so until it is released', async () => {
    await mailed(250)
    for (let message = 1; message <= 250; message += 1) {
      if (message % 17 === 0) await hear(['email.bounced', message, 0, permanent])
    }
    expect(await pausedCampaigns(ctx)).toMatchObject([{ campaign: 'welcome', reason: 'bounces' }])
    expect(await releaseCampaign(ctx, 'welcome')).toBe('released')
    expect(await pausedCampaigns(ctx)).toEqual([])
    expect(await releaseCampaign(ctx, 'welcome')).toBe('not paused')
  })

  it('pauses itself at 0.2 % complaints', async () => {
    await mailed(500)
    await hear(['email.complained', 250, 0])
    expect(await pausedCampaigns(ctx)).toMatchObject([
      { campaign: 'welcome', reason: 'complaints', accepted: 500, counted: 1 },
    ])
  })

  it('is not judged by fewer than 200 emails, and is a worry at half the limit', async () => {
    await mailed(199)
    await hear(...Array.from({ length: 20 }, (_, i): Heard => ['email.bounced', i + 1, 0, permanent]))
    expect(await pausedCampaigns(ctx)).toEqual([])
    await mailed(700, 200)
    await hear(['email.delivered', 600, 0])
    expect(await pausedCampaigns(ctx)).toEqual([])
    expect(await strains(ctx, ['welcome', 'birthday'])).toEqual([
      { campaign: 'welcome', reason: 'bounces', accepted: 700, counted: 20, limit: 0.04 },
    ])
  })
})

type Heard = [type: string, message: number, hours: number, more?: Record<string, unknown>]
const permanent = { bounce: { type: 'Permanent', subType: 'General', message: 'no such user' } }
const transient = { bounce: { type: 'Transient', subType: 'MailboxFull', message: 'full' } }

let events = 0
async function hear(...heard: Heard[]): Promise<void> {
  const deliveries = heard.map(([type, message, hours, more]) => {
    events += 1
    const body = eventBody(type, message, sentAt + hours * 3_600_000, more)
    return { id: `e${events}`, provider: 'resend', body, receivedAt: now }
  })
  await storeWebhooks(ctx, deliveries)
  await work()
}

async function work(): Promise<void> {
  const { readResendEvent } = await resendEvents()
  await processWebhooks(ctx, (_provider, body) => readResendEvent(body))
}

/** Emails of one campaign to as many customers, handed over an hour ago. */
async function mailed(last: number, first = 1): Promise<void> {
  const keys = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  await subscribers(open.db, ...keys)
  const sent = { state: 'submitted', submitted_at: sentAt, provider: 'resend' } as const
  await queued(
    open.db,
    keys.map((key) => ({ key, customer: key, provider_id: `p-${key}`, ...sent })),
  )
}

async function suppressed(): Promise<string[]> {
  const { rows } = await sql<{ reason: string }>`
    select ${suppressedBy({ ...ctx, now: now + 90 * 86_400_000 }, sql.ref('customers.key'))} as reason
    from customers
    order by key`.execute(open.db)
  return rows.map(({ reason }) => reason)
}

async function outcomes(): Promise<(string | null)[]> {
  const rows = await open.db.selectFrom('messages').select('outcome').orderBy('key').execute()
  return rows.map(({ outcome }) => outcome)
}

function shuffled<T>(all: readonly T[], random: { whole(from: number, to: number): number }): T[] {
  const rest = [...all]
  for (let i = rest.length - 1; i > 0; i -= 1) {
    const j = random.whole(0, i)
    ;[rest[i], rest[j]] = [rest[j] as T, rest[i] as T]
  }
  return rest
}
