import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mayWrite } from '../../src/consent/index.ts'
import { aSite, now } from './a-site.ts'

let site: Awaited<ReturnType<typeof aSite>>
beforeEach(async () => {
  site = await aSite()
})
afterEach(() => site.close())

describe('the email in the browser', () => {
  it('is the email itself, in which nothing can run', async () => {
    const response = await site.ask(site.path('browser'))
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('Kava &amp; Mlin')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('sandbox')
    expect(policy).not.toContain('allow-scripts')
  })

  it('of somebody who is gone is the page of every fault', async () => {
    await sql`delete from messages`.execute(site.app.db)
    expect((await site.ask(site.path('browser'))).status).toBe(404)
  })
})

describe('a double opt-in', () => {
  beforeEach(() => sql`delete from consents`.execute(site.app.db))
  const path = () => site.path('confirm', { campaign: 'birthday' })

  it('needs the button: a scanner that opens the link confirms nothing', async () => {
    for (const method of ['GET', 'HEAD']) await site.ask(path(), { method })
    expect(await site.words()).toEqual([])
    expect(await (await site.ask(path())).text()).toContain('Yes, write to me')
  })

  it('allows the topic it was asked for, with the words that were read, and no other', async () => {
    const response = await site.ask(path(), { method: 'POST' })
    expect(await response.text()).toContain('Thank you!')
    expect(await site.words()).toMatchObject([
      {
        topic: 'offers',
        status: 'subscribed',
        basis: 'double opt-in',
        source: 'confirmation email',
        wording: expect.stringMatching(/^Would you like emails from Kava & Mlin\?/),
        message: 1,
      },
    ])
    expect(await allowed('offers')).toBe(1)
    expect(await allowed('news')).toBe(0)
  })

  it('given twice stands in the log once, and again after the customer left', async () => {
    await site.ask(path(), { method: 'POST' })
    await site.ask(path(), { method: 'POST' })
    expect(await site.words()).toHaveLength(1)
    site.later(1000)
    await site.ask(site.path('unsubscribe'), { method: 'POST' })
    expect(await allowed('offers', now + 1000)).toBe(0)
    site.later(1000)
    await site.ask(path(), { method: 'POST' })
    expect(await allowed('offers', now + 2000)).toBe(1)
  })
})

async function allowed(topic: string, at = now): Promise<number> {
  const asked = { customer: sql.ref('customers.key'), purpose: 'marketing' as const, topic }
  const { rows } = await sql`select 1 from customers where ${mayWrite(site.app.at(at), asked)}`.execute(site.app.db)
  return rows.length
}
