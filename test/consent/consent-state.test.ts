import fc from 'fast-check'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { consentRows, type ConsentState, consentState } from '../../src/consent/index.ts'
import { type Db, type DbContext, type OpenDb, postgresDialect, sqliteDialect } from '../../src/db/index.ts'
import { compiled } from './compiled.ts'
import { openTestDb } from '../support/open-test-db.ts'

const day = (n: number) => Date.UTC(2026, 0, n)
interface Row {
  readonly status: Exclude<ConsentState, 'expired'>
  readonly at: number | null
  readonly recordedAt?: number
  readonly topic?: string
  readonly expiresAt?: number | null
}

let open: OpenDb
beforeEach(async () => {
  open = await openTestDb()
})
afterEach(() => open.close())

describe('the consent log is read', () => {
  const rules: [string, readonly Row[], ConsentState][] = [
    ['somebody nobody asked is never asked', [], 'never asked'],
    ['a subscription counts from its instant on', [{ status: 'subscribed', at: day(5) }], 'subscribed'],
    ['a subscription still to come is invisible', [{ status: 'subscribed', at: day(20) }], 'never asked'],
    ['consent without a date holds always', [{ status: 'subscribed', at: null }], 'subscribed'],
    [
      'the latest dated word stands: out',
      [
        { status: 'subscribed', at: day(2) },
        { status: 'unsubscribed', at: day(3) },
      ],
      'unsubscribed',
    ],
    [
      'the latest dated word stands: in again',
      [
        { status: 'subscribed', at: day(4) },
        { status: 'unsubscribed', at: day(3) },
      ],
      'subscribed',
    ],
    [
      'at the same instant the unsubscribe wins',
      [
        { status: 'unsubscribed', at: day(3) },
        { status: 'subscribed', at: day(3) },
      ],
      'unsubscribed',
    ],
    [
      'an undated unsubscribe beats what was given before it was written down',
      [
        { status: 'unsubscribed', at: null, recordedAt: day(6) },
        { status: 'subscribed', at: day(5) },
      ],
      'unsubscribed',
    ],
    [
      'an undated unsubscribe gives way to a younger subscription',
      [
        { status: 'unsubscribed', at: null, recordedAt: day(6) },
        { status: 'subscribed', at: day(7) },
      ],
      'subscribed',
    ],
    [
      'a list without dates never brings back who left',
      [
        { status: 'unsubscribed', at: day(3) },
        { status: 'subscribed', at: null, recordedAt: day(9) },
      ],
      'unsubscribed',
    ],
    [
      'two lists without dates: who left on one stays out',
      [
        { status: 'subscribed', at: null },
        { status: 'unsubscribed', at: null, recordedAt: day(1) },
      ],
      'unsubscribed',
    ],
    [
      'a word about one topic is not about the shop',
      [{ status: 'unsubscribed', at: day(2), topic: 'offers' }],
      'never asked',
    ],
    [
      'a subscription for a time counts until that is over',
      [{ status: 'subscribed', at: day(2), expiresAt: day(11) }],
      'subscribed',
    ],
    [
      'a subscription whose time is over is expired',
      [{ status: 'subscribed', at: day(2), expiresAt: day(10) }],
      'expired',
    ],
    [
      'one without an end holds on beside one whose time is over',
      [
        { status: 'subscribed', at: day(1) },
        { status: 'subscribed', at: day(2), expiresAt: day(3) },
      ],
      'subscribed',
    ],
    [
      'who left has left, whatever has expired since',
      [
        { status: 'subscribed', at: day(1), expiresAt: day(3) },
        { status: 'unsubscribed', at: day(2) },
      ],
      'unsubscribed',
    ],
    ['a list without dates can expire too', [{ status: 'subscribed', at: null, expiresAt: day(9) }], 'expired'],
  ]
  it.each(rules)('%s', async (_title, rows, expected) => {
    const ctx = { ...open, now: day(10) }
    const customer = await customerWith(open.db, rows)
    expect(await stateOf(ctx, customer)).toBe(expected)
    expect((await statesOfAll(ctx)).get(customer) ?? 'never asked').toBe(expected)
  })
})

it('as of an earlier instant the later unsubscribe is invisible', async () => {
  const customer = await customerWith(open.db, [
    { status: 'subscribed', at: day(2) },
    { status: 'unsubscribed', at: day(8) },
  ])
  expect(await stateOf({ ...open, now: day(7) }, customer)).toBe('subscribed')
  expect(await stateOf({ ...open, now: day(8) }, customer)).toBe('unsubscribed')
})

it('one by one and all at once give what a reader in memory gives, whatever the log', async () => {
  const row = fc.record<Row>({
    status: fc.constantFrom<Row['status']>('subscribed', 'unsubscribed', 'never asked'),
    at: fc.option(fc.integer({ min: 1, max: 12 }).map(day)),
    recordedAt: fc.integer({ min: 1, max: 12 }).map(day),
    expiresAt: fc.option(fc.integer({ min: 1, max: 12 }).map(day), { freq: 1 }),
  })
  const logs = fc.sample(fc.array(row, { maxLength: 5 }), { numRuns: 1500, seed: 4711 })
  const keys: number[] = []
  for (const log of logs) keys.push(await customerWith(open.db, log))
  const ctx = { ...open, now: day(10) }
  const all = await statesOfAll(ctx)
  const oneByOne = await sql<{ key: number; state: ConsentState }>`
    select key, ${consentState(ctx, sql.ref('customers.key'))} as state from customers`.execute(open.db)
  const correlated = new Map(oneByOne.rows.map((found) => [found.key, found.state]))
  for (const [i, log] of logs.entries()) {
    const expected = naiveState(log, day(10))
    expect([log, correlated.get(keys[i] as number)]).toEqual([log, expected])
    expect([log, all.get(keys[i] as number) ?? 'never asked']).toEqual([log, expected])
  }
})

it('both databases are asked the same question', () => {
  for (const dialect of [sqliteDialect(), postgresDialect()]) {
    const ctx = { db: open.db, dialect, now: day(10) }
    const { text, parameters } = compiled(dialect.name, consentState(ctx, sql.ref('c.key')))
    expect(text).toContain('where consents.customer = "c"."key"')
    expect(new Set(parameters)).toEqual(new Set([day(10)]))
  }
})

/** The rule once more, in the plainest words: what would be a yes has expired where no lasting word says so. */
function naiveState(log: readonly Row[], now: number): ConsentState {
  const state = stateForEver(log, now)
  const lasting = log.filter((row) => row.status !== 'subscribed' || (row.expiresAt ?? Number.POSITIVE_INFINITY) > now)
  return state === 'subscribed' && stateForEver(lasting, now) !== 'subscribed' ? 'expired' : state
}

function stateForEver(log: readonly Row[], now: number): ConsentState {
  const dated = log.flatMap(({ at, status }) => (at !== null && at <= now ? [{ at, status }] : []))
  const weight = { unsubscribed: 0, 'never asked': 1, subscribed: 2 }
  const latest = dated.sort((a, b) => b.at - a.at || weight[a.status] - weight[b.status])[0]
  const left = log.filter((row) => row.at === null && row.status === 'unsubscribed').map((row) => row.recordedAt ?? 0)
  if (left.length > 0) {
    return latest?.status === 'subscribed' && latest.at > Math.max(...left) ? 'subscribed' : 'unsubscribed'
  }
  if (latest) return latest.status
  return log.some((row) => row.at === null && row.status === 'subscribed') ? 'subscribed' : 'never asked'
}

let customers = 0
async function customerWith(db: Db, rows: readonly Row[]): Promise<number> {
  customers += 1
  const { key } = await db
    .insertInto('customers')
    .values({ id: `c${customers}` } as never)
    .returning('key')
    .executeTakeFirstOrThrow()
  for (const { status, at, recordedAt, topic, expiresAt } of rows) {
    const recorded_at = recordedAt ?? day(1)
    await db
      .insertInto('consents')
      .values({
        ...{ customer: key, topic: topic ?? null, status, at, recorded_at },
        source: 'test',
        expires_at: expiresAt ?? null,
      })
      .execute()
  }
  return key
}

async function stateOf(ctx: DbContext, customer: number): Promise<ConsentState | undefined> {
  const { rows } = await sql<{ state: ConsentState }>`
    select ${consentState(ctx, sql.ref('customers.key'))} as state
    from customers
    where key = ${customer}`.execute(ctx.db)
  return rows[0]?.state
}

async function statesOfAll(ctx: DbContext): Promise<Map<number, ConsentState>> {
  const { rows } = await consentRows(ctx).execute(ctx.db)
  return new Map(rows.map((row) => [row.customer, row.state]))
}
