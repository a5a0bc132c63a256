import { type Expression, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { allows, consentRows, mayWrite, type Purpose, suppress, suppressedBy } from '../../src/consent/index.ts'
import { suppressionRows, unsubscribe } from '../../src/consent/index.ts'
import type { DbContext, OpenDb } from '../../src/db/index.ts'
import { openTestDb } from '../support/open-test-db.ts'

const now = Date.UTC(2026, 5, 1)
let open: OpenDb
let ctx: DbContext
beforeEach(async () => {
  open = await openTestDb()
  ctx = { ...open, now }
  await sql`insert into customers (key, id) values (1, 'yes'), (2, 'left'), (3, 'silent'), (4, 'bounced')`.execute(
    open.db,
  )
  await sql`
    insert into consents (customer, status, at, recorded_at, source)
    values (1, 'subscribed', 1, 1, 'test'), (2, 'unsubscribed', 1, 1, 'test'), (4, 'subscribed', 1, 1, 'test')`.execute(
    open.db,
  )
  await suppress(ctx, 4, 'bounced')
})
afterEach(() => open.close())

describe('who may be written to', () => {
  it('marketing goes to subscribers only', async () => {
    expect(await allowed('marketing')).toEqual(['yes'])
  })

  it('service goes to people without consent and to the unsubscribed, never to the suppressed', async () => {
    expect(await allowed('service')).toEqual(['left', 'silent', 'yes'])
  })

  it('the purpose may be a column', async () => {
    expect(await allowed(sql`case when customers.key = 1 then 'marketing' else 'service' end`)).toEqual([
      'left',
      'silent',
      'yes',
    ])
  })

  it('the whole base at once gives the same people', async () => {
    for (const purpose of ['marketing', 'service'] as const) {
      const { rows } = await sql<{ id: string }>`
        with consent_rows as (${consentRows(ctx)}),
        suppression_rows as (${suppressionRows(ctx)})
        select customers.id
        from customers
        left join consent_rows on consent_rows.customer = customers.key
        left join suppression_rows on suppression_rows.customer = customers.key
        where ${allows({ consent: sql.ref('consent_rows.state'), suppressed: sql.ref('suppression_rows.reason'), purpose })}
        order by customers.id`.execute(open.db)
      expect(rows.map((row) => row.id)).toEqual(await allowed(purpose))
    }
  })

  it('who unsubscribes now gets no marketing from now on', async () => {
    await unsubscribe(ctx, 1, 'link')
    expect(await allowed('marketing')).toEqual([])
    expect(await allowed('service')).toContain('yes')
  })

  it('leaving one topic leaves the shop as a whole alone', async () => {
    await unsubscribe(ctx, 1, 'link', 'offers')
    expect(await allowed('marketing')).toEqual(['yes'])
  })
})

describe('suppression', () => {
  it('names its reason, and `no` where there is none', async () => {
    expect(await reasons()).toEqual(['no', 'no', 'no', 'bounced'])
  })

  it('begins at its instant and not before', async () => {
    expect(await reasons({ ...ctx, now: now - 1 })).toEqual(['no', 'no', 'no', 'no'])
  })

  it('of two reasons the graver is named', async () => {
    await suppress(ctx, 4, 'complained')
    await suppress(ctx, 4, 'manual')
    expect((await reasons())[3]).toBe('complained')
    await suppress(ctx, 4, 'erased')
    expect((await reasons())[3]).toBe('erased')
  })

  it('said again it keeps the earlier date', async () => {
    await suppress({ ...ctx, now: now + 1000 }, 4, 'bounced')
    expect((await reasons())[3]).toBe('bounced')
    await suppress({ ...ctx, now: now - 1000 }, 4, 'bounced')
    expect((await reasons({ ...ctx, now: now - 1000 }))[3]).toBe('bounced')
  })

  it('without a date holds for all times and stays so', async () => {
    await sql`update suppressions set since = null`.execute(open.db)
    await suppress(ctx, 4, 'bounced')
    expect((await reasons({ ...ctx, now: 0 }))[3]).toBe('bounced')
  })
})

async function allowed(purpose: Purpose | Expression<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id
    from customers
    where ${mayWrite(ctx, { customer: sql.ref('customers.key'), purpose })}
    order by id`.execute(open.db)
  return rows.map((row) => row.id)
}

async function reasons(as: DbContext = ctx): Promise<string[]> {
  const { rows } = await sql<{ reason: string }>`
    select ${suppressedBy(as, sql.ref('customers.key'))} as reason
    from customers
    order by key`.execute(open.db)
  return rows.map((row) => row.reason)
}
