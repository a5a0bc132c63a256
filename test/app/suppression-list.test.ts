import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type App, keepSuppressionList, liftByHand, suppressByHand } from '../../src/app/index.ts'
import { fakeResendHere } from '../support/fake-resend/index.ts'
import { openedApp, shippedShop } from './support.ts'

const hour = 3_600_000
let now: number
let fake: Awaited<ReturnType<typeof fakeResendHere>>
let shop: ReturnType<typeof shippedShop>
let app: App

beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 8)
  fake = await fakeResendHere({ now: () => now })
  shop = shippedShop()
  const opened = await openedApp(shop.dir, now)
  const service = { RESEND_API_KEY: fake.key, RESEND_BASE_URL: fake.url }
  app = {
    ...opened,
    shop: { ...opened.shop, provider: 'resend' },
    settings: { ...opened.settings, service },
  }
  await sql`
    insert into customers (key, id, email, email_folded)
    values (1, 'ana', 'ana@shop.example', 'ana@shop.example')`.execute(app.db)
})
afterEach(async () => {
  await app.close()
  shop.remove()
  await fake.close()
})

const theirs = () => [...fake.account.suppressed.keys()]
const ours = () => sql<{ reason: string }>`select reason from suppressions`.execute(app.db).then(({ rows }) => rows)
const away = (state: 'sending' | 'full') => fake.tell({ options: { keys: { [fake.key]: state } } })

describe('suppressing by hand', () => {
  it('tells the list of that address at once, whatever the date and though the list could not be asked before', async () => {
    await sql`
      insert into instance (name, value)
      values ('suppressions_told', ${`${now} 1`}), ('suppressions_fault', ${JSON.stringify({ at: now, reason: 'away' })})
    `.execute(app.db)
    expect(await suppressByHand(app, now - 48 * hour, 1)).toEqual({ suppressed: 'manual', fault: undefined })
    expect(theirs()).toEqual(['ana@shop.example'])
  })

  it('says so where the list cannot be asked', async () => {
    await away('sending')
    expect((await suppressByHand(app, now, 1)).fault).toMatch(/restricted/i)
    expect(await ours()).toEqual([{ reason: 'manual' }])
  })
})

describe('what was lifted', () => {
  beforeEach(async () => void (await suppressByHand(app, now, 1)))

  it('leaves the list later where it could not be asked, and does not come back from it', async () => {
    await away('sending')
    expect(await liftByHand(app, now, 1)).toMatchObject({
      suppressed: 'no',
      fault: expect.stringMatching(/restricted/i),
    })
    await away('full')
    now += hour
    expect(await keepSuppressionList(app, now)).toMatchObject({ heard: 0, fault: undefined })
    expect(theirs()).toEqual([])
    expect(await ours()).toEqual([])
  })

  it('stays on the list where it was suppressed anew meanwhile', async () => {
    await away('sending')
    await liftByHand(app, now, 1)
    await away('full')
    await suppressByHand(app, now, 1)
    await keepSuppressionList(app, now + hour)
    expect(theirs()).toEqual(['ana@shop.example'])
    expect((await liftByHand(app, now, 1)).fault).toBeUndefined()
    expect(theirs()).toEqual([])
  })
})

describe('a database that is not the one that belongs here', () => {
  it("leaves the list alone: it is the real one's", async () => {
    await sql`
      insert into halts (name, since, until, code, reason)
      values ('database', ${now}, null, 'copied', 'This database was copied')`.execute(app.db)
    expect(await suppressByHand(app, now, 1)).toEqual({ suppressed: 'manual', fault: 'This database was copied' })
    expect(await keepSuppressionList(app, now)).toBeUndefined()
    expect(theirs()).toEqual([])
    expect((await liftByHand(app, now, 1)).fault).toBe('This database was copied')
    await sql`delete from halts`.execute(app.db)
    expect(await keepSuppressionList(app, now)).toMatchObject({ told: 0, fault: undefined })
  })
})
