import { type Expression, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mayWrite } from '../../src/consent/index.ts'
import { aSite, day, form, now } from './a-site.ts'

let site: Awaited<ReturnType<typeof aSite>>
beforeEach(async () => {
  site = await aSite()
})
afterEach(() => site.close())

const save = (fields: [string, string][]) => site.ask(site.path('preferences'), form([['do', 'save'], ...fields]))
const all: [string, string][] = [
  ['topic', 'news'],
  ['topic', 'offers'],
]

describe('the preference page', () => {
  it('offers the topics of the shop, a pause and the languages, and names nobody', async () => {
    const text = await (await site.ask(site.path('preferences'))).text()

    expect(text).toContain('News and stories from the roastery')
    // No campaign writes marketing about it: there is nothing to leave.
    expect(text).not.toContain('About your orders')
    expect(text.match(/type="checkbox" name="topic"[^>]*checked/g)).toHaveLength(2)
    expect(text).toContain('30 days of quiet')
    expect(text).toContain('>Hrvatski</option>')
    expect(text).not.toContain('ana')
    expect(text).not.toContain('<script')
  })

  it('a topic that is left gets no email from the next claim on, the others still do', async () => {
    expect(await (await save([['topic', 'news']])).text()).toContain('Saved.')

    expect(await allowed('news')).toBe('yes')
    expect(await allowed('offers')).toBe('no')
    expect(await site.words()).toMatchObject([
      { topic: 'offers', status: 'unsubscribed', source: 'preference page', wording: 'Offers and coupons', message: 1 },
    ])
  })

  it('a topic taken up again is a consent with the words that were read', async () => {
    await save([['topic', 'news']])
    site.later(1000)
    await save(all)

    expect(await allowed('offers', now + 1000)).toBe('yes')
    const word = (await site.words()).findLast(({ topic }) => topic === 'offers')
    expect(word).toMatchObject({ status: 'subscribed', basis: 'opt-in', wording: 'Offers and coupons' })
  })

  it('saving what holds already writes nothing', async () => {
    await save([...all, ['pause', '0'], ['language', 'en']])
    expect(await site.words()).toEqual([])
    expect(await site.app.db.selectFrom('customer_pauses').selectAll().execute()).toEqual([])
  })

  it('a pause of 30, 60 or 90 days holds marketing back and ends by itself', async () => {
    for (const days of [30, 60, 90]) {
      await save([...all, ['pause', String(days)]])
      expect(await allowed('news')).toBe('no')
      expect(await allowed('news', now + days * day - 1)).toBe('no')
      expect(await allowed('news', now + days * day)).toBe('yes')
      expect(await allowed('news', now, 'service')).toBe('yes')
      await save([...all, ['pause', '0']])
      expect(await allowed('news')).toBe('yes')
    }
  })

  it('a pause that runs is shown with its day and stays when something else is saved', async () => {
    await save([...all, ['pause', '30']])
    const text = await (await save([...all, ['pause', 'keep']])).text()
    expect(text).toContain('Quiet until December 22, 2026')
    expect(await allowed('news')).toBe('no')
  })

  it('a length that is not offered changes nothing', async () => {
    await save([...all, ['pause', '31']])
    await save([...all, ['pause', '-1']])
    expect(await allowed('news')).toBe('yes')
  })

  it('a language chosen is the language of the answer and of the next email', async () => {
    const text = await (await save([...all, ['language', 'cs']])).text()
    expect(text).toContain('<html lang="cs">')
    const row = await site.app.db.selectFrom('customers').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ language: 'cs', language_chosen_at: now })
    await save([...all, ['language', 'xx']])
    expect((await site.app.db.selectFrom('customers').select('language').executeTakeFirst())?.language).toBe('cs')
  })

  it('one button leaves everything', async () => {
    const response = await site.ask(site.path('preferences'), form([['do', 'leave'], ...all]))
    expect(await response.text()).toContain('You are unsubscribed.')
    expect(await allowed('news')).toBe('no')
    expect(await site.words()).toMatchObject([{ topic: null, status: 'unsubscribed', source: 'preference page' }])
  })

  it('who left everything and takes up one topic gets that one only', async () => {
    await site.ask(site.path('preferences'), form([['do', 'leave']]))
    site.later(1000)
    await save([['topic', 'news']])
    expect(await allowed('news', now + 1000)).toBe('yes')
    expect(await allowed('offers', now + 1000)).toBe('no')
    site.later(1000)
    await site.ask(site.path('unsubscribe'), { method: 'POST' })
    expect(await allowed('news', now + 2000)).toBe('no')
  })

  it('the link to leave does not open it, nor the other way round', async () => {
    const token = site.path('unsubscribe').split('/')[2]
    expect((await site.ask(`/preferences/${token}`)).status).toBe(404)
  })
})

async function allowed(topic: string, at = now, purpose: 'marketing' | 'service' = 'marketing'): Promise<'yes' | 'no'> {
  const ctx = site.app.at(at)
  const customer: Expression<unknown> = sql.ref('customers.key')
  const { rows } = await sql`
    select 1 from customers where ${mayWrite(ctx, { customer, purpose, topic })}`.execute(site.app.db)
  return rows.length === 1 ? 'yes' : 'no'
}
