import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { suppress } from '../../src/consent/index.ts'
import { noted, type OpenDb } from '../../src/db/index.ts'
import { providers, type SuppressionList } from '../../src/providers/index.ts'
import { keepList, listFault, oweRelease } from '../../src/track/index.ts'
import { fakeResendHere } from '../support/fake-resend/index.ts'
import { openTestDb } from '../support/open-test-db.ts'

const hour = 3_600_000
const morning = Date.UTC(2026, 10, 22, 8)
let now: number
let fake: Awaited<ReturnType<typeof fakeResendHere>>
let open: OpenDb
let list: SuppressionList

beforeEach(async () => {
  now = morning
  fake = await fakeResendHere({ now: () => now })
  open = await openTestDb()
  list = listOf(fake.key)
})
afterEach(async () => {
  await open.close()
  await fake.close()
})

/** The real SDK against the fake. */
function listOf(key: string): SuppressionList {
  const settings = { RESEND_API_KEY: key, RESEND_BASE_URL: fake.url }
  const kind = providers.find(({ name }) => name === 'resend')
  const found = kind?.open({ dir: '.', timeZone: 'UTC', settings }).suppressions
  if (!found) throw new Error('Resend keeps a list')
  return found
}

const ctx = () => ({ ...open, now })
const keep = () => keepList(ctx(), list, AbortSignal.timeout(10_000))
const theirs = () => [...fake.account.suppressed.keys()]

async function customers(count: number): Promise<void> {
  for (let key = 1; key <= count; key += 1) {
    const email = `c${key}@shop.example`
    await open.db
      .insertInto('customers')
      .values({ key, id: `c${key}`, email, email_folded: email })
      .execute()
  }
}

function listed(email: string, origin: 'bounce' | 'complaint' | 'manual'): void {
  const created_at = new Date(now).toISOString()
  fake.account.suppressed.set(email, { id: email, email, origin, source_id: null, created_at })
}

async function ours() {
  return open.db.selectFrom('suppressions').select(['customer', 'reason']).orderBy('customer').execute()
}

describe('the list of suppressed addresses at Resend', () => {
  it('hears of who is suppressed here, once, in requests of a hundred', async () => {
    await customers(150)
    for (let key = 1; key <= 150; key += 1) await suppress(ctx(), key, 'manual')
    expect(await keep()).toMatchObject({ told: 150, fault: undefined })
    expect(theirs()).toHaveLength(150)
    const asked = { ...fake.account.answered }
    now += hour
    expect(await keep()).toMatchObject({ told: 0, heard: 0 })
    expect(fake.account.answered).toEqual(asked)
    await suppress(ctx(), 1, 'bounced')
    expect(await keep()).toMatchObject({ told: 1 })
  })

  it('is told nothing of people who were erased or have no address', async () => {
    await customers(2)
    await sql`update customers set email = null, email_folded = null where key = 2`.execute(open.db)
    await suppress(ctx(), 1, 'erased')
    await suppress(ctx(), 2, 'manual')
    expect(await keep()).toMatchObject({ told: 0, fault: undefined })
    expect(theirs()).toEqual([])
  })

  it('is read once a day: whose event was lost is suppressed here too, for its reason', async () => {
    await customers(3)
    await suppress(ctx(), 3, 'complained')
    listed('c1@shop.example', 'complaint')
    listed('stranger@shop.example', 'bounce')
    expect(await keep()).toMatchObject({ heard: 1 })
    listed('c2@shop.example', 'bounce')
    now += 23 * hour
    expect(await keep()).toMatchObject({ heard: 0 })
    now += hour
    listed('c2@shop.example', 'bounce')
    expect(await keep()).toMatchObject({ heard: 1 })
    expect(await ours()).toEqual([
      { customer: 1, reason: 'complained' },
      { customer: 2, reason: 'bounced' },
      { customer: 3, reason: 'complained' },
    ])
  })

  it('is read to its end over many ticks, however long, and what was read before a failure is kept', async () => {
    await customers(600)
    for (let key = 1; key <= 600; key += 1) listed(`c${key}@shop.example`, 'bounce')
    expect(await keep()).toMatchObject({ heard: 500, fault: undefined })
    expect(await noted(open, 'suppressions_heard')).toBeUndefined()
    list = { ...list, page: async () => ({ failed: 'The service is away', blame: 'service' }) }
    now += 60_000
    expect(await keep()).toMatchObject({ heard: 0, fault: 'The service is away' })
    list = listOf(fake.key)
    now += hour
    expect(await keep()).toMatchObject({ heard: 100, fault: undefined })
    expect(await noted(open, 'suppressions_heard')).toBe(String(morning))
    expect(await ours()).toHaveLength(600)
  })

  it('that refuses an address hears of all others, and is heard', async () => {
    await customers(9)
    await sql`update customers set email = 'no address' where key = 3`.execute(open.db)
    for (let key = 1; key <= 8; key += 1) await suppress(ctx(), key, 'manual')
    listed('c9@shop.example', 'complaint')
    expect(await keep()).toMatchObject({ told: 7, refused: 1, heard: 1, fault: undefined })
    expect(theirs()).toHaveLength(8)
    expect((await ours()).at(-1)).toEqual({ customer: 9, reason: 'complained' })
  })

  it('is told at once though a clock was ahead, and of what lies in the future in its time', async () => {
    await customers(2)
    now += 48 * hour
    await suppress(ctx(), 1, 'manual')
    now = morning
    expect(await keep()).toMatchObject({ told: 0 })
    await suppress(ctx(), 2, 'manual')
    expect(await keep()).toMatchObject({ told: 1 })
    now += 48 * hour
    expect(await keep()).toMatchObject({ told: 1 })
    now = morning + hour
    expect(await keep()).toMatchObject({ told: 1 })
    expect(await keep()).toMatchObject({ told: 0 })
  })

  it('that is stopped notes no failure', async () => {
    await customers(1)
    await suppress(ctx(), 1, 'manual')
    expect(await keepList(ctx(), list, AbortSignal.abort())).toMatchObject({ told: 0, fault: undefined })
    expect(await keep()).toMatchObject({ told: 1 })
  })

  it('does not suppress anew whom we took from it', async () => {
    await customers(1)
    await suppress(ctx(), 1, 'manual')
    await keep()
    await sql`delete from suppressions`.execute(open.db)
    expect(await list.remove(['c1@shop.example'], AbortSignal.timeout(5000))).toEqual({ value: undefined })
    now += 25 * hour
    expect(await keep()).toMatchObject({ told: 0, heard: 0 })
    expect(await ours()).toEqual([])
  })

  it('names somebody who was lifted here and whom it cannot let go of yet: they stay free', async () => {
    await customers(1)
    listed('c1@shop.example', 'bounce')
    await oweRelease(ctx(), 1)
    list = { ...list, remove: async () => ({ failed: 'Too many requests', blame: 'service' }) }
    expect(await keep()).toMatchObject({ heard: 0, fault: 'Too many requests' })
    expect(await ours()).toEqual([])
    list = listOf(fake.key)
    now += hour
    expect(await keep()).toMatchObject({ heard: 0, fault: undefined })
    expect(theirs()).toEqual([])
  })

  it('that cannot be asked holds up nobody: it is told of, tried again after an hour, and nothing is lost', async () => {
    await customers(1)
    await suppress(ctx(), 1, 'manual')
    await fake.tell({ options: { keys: { [fake.key]: 'sending' } } })
    const { fault } = await keep()
    expect(fault).toMatch(/restricted/i)
    expect(await listFault(open)).toEqual({ at: morning, reason: fault })
    await fake.tell({ options: { keys: { [fake.key]: 'full' } } })
    now += hour - 1
    expect(await keep()).toMatchObject({ told: 0, fault: undefined })
    now += 1
    expect(await keep()).toMatchObject({ told: 1, fault: undefined })
    expect(await listFault(open)).toBeUndefined()
    expect(theirs()).toEqual(['c1@shop.example'])
  })
})
