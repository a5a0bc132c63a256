import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hour, queued, states, subscribers } from '../deliver/a-delivery.ts'
import { now, openWeb } from './support/open-web.ts'

let web: Awaited<ReturnType<typeof openWeb>>
beforeEach(async () => {
  web = await openWeb(async ({ db }) => {
    await subscribers(db, 1, 2, 3, 4)
    await queued(db, [
      { customer: 1, send_at: now + hour },
      { customer: 2, campaign: 'birthday', send_at: now },
      { customer: 3, state: 'failed', error: 'The address <does> not exist' },
      { customer: 4, state: 'uncertain', error: 'No answer', first_attempt_at: now },
    ])
  })
})
afterEach(() => web.close())

const text = async (path: string) => (await web.get(path)).text()

describe('the outbox', () => {
  it('shows what is queued first, and how much is in each state', async () => {
    const page = await text('/outbox')
    expect(page.indexOf('c2@shop.example')).toBeGreaterThan(0)
    expect(page.indexOf('c2@shop.example')).toBeLessThan(page.indexOf('c1@shop.example'))
    expect(page).not.toContain('c3@shop.example')
    expect(page).toMatch(/Queued <span class="count">2</)
  })

  it('says why something failed, as text', async () => {
    const page = await text('/outbox?state=failed')
    expect(page).toContain('The address &lt;does&gt; not exist')
  })

  it('keeps its filters in the address, and says when nobody is meant', async () => {
    expect(await text('/outbox?campaign=birthday')).not.toContain('c1@shop.example')
    expect(await text('/outbox?who=c1')).not.toContain('c2@shop.example')
    expect(await text('/outbox?who=nobody')).toContain('Nobody is found under nobody.')
    expect(await text('/outbox?state=failed&campaign=birthday')).toContain('Nothing here fits the filter')
  })

  it('takes only its own fields off: the state that is looked at stays', async () => {
    const reset = /id="filter-reset"><a href="([^"]*)"/
    expect(reset.exec(await text('/outbox?state=failed&campaign=birthday'))?.[1]).toBe('/outbox?state=failed')
    expect(await text('/outbox?state=failed')).not.toMatch(reset)
  })

  it('says what keeps emails back', async () => {
    const halt = { name: 'resend', since: 1, until: null, code: 'x', reason: 'The key was refused' }
    await web.app.db.insertInto('halts').values(halt).execute()
    expect(await text('/outbox')).toContain('Nothing is handed over for now: The key was refused')
  })

  it('shows no names and addresses where they are masked', async () => {
    const masked = await openWeb(
      async ({ db }) => {
        await subscribers(db, 1)
        await queued(db, [{ customer: 1 }])
      },
      { people: 'masked' },
    )
    expect(await (await masked.get('/outbox?who=c1@shop.example')).text()).not.toContain('>c1@shop.example<')
    await masked.close()
  })
})

describe('what the operator decides', () => {
  const decide = async (search: string, fields: Record<string, string>) => {
    const { status, headers } = await web.post(`/outbox/decide${search}`, fields)
    expect(status).toBe(303)
    return headers.get('location')
  }

  it('cancels what is queued, and comes back to the same page', async () => {
    const back = await decide('?campaign=birthday', { decision: 'cancel', key: '2', confirm: '1' })
    expect(back).toBe('/outbox?campaign=birthday')
    expect(await states(web.app.db)).toEqual(['queued', 'cancelled', 'failed', 'uncertain'])
  })

  it('is asked for the number before anything is cancelled or sent again, in their own language', async () => {
    const ask = async (fields: Record<string, string>, search = '') => {
      const answer = await web.post(`/outbox/decide${search}`, fields)
      expect(answer.status).toBe(200)
      return answer.text()
    }
    const asked = await ask({ decision: 'cancel', key: '2' }, '?campaign=birthday')
    expect(asked).toContain('<h1>Cancel 1 email?</h1>')
    expect(asked).toContain('data-confirm="1"')
    expect(asked).toContain('name="key" value="2"')
    expect(asked).toContain('href="/outbox?campaign=birthday"')
    expect(await ask({ decision: 'cancel', key: '2', confirm: '11' })).toContain('That is not their number')
    expect(await ask({ decision: 'again', key: '4' })).toContain('then the customer gets it twice')
    expect(await states(web.app.db)).toEqual(['queued', 'queued', 'failed', 'uncertain'])
    expect((await web.get('/outbox/decide?state=failed')).headers.get('location')).toBe('/outbox?state=failed')
  })

  it('tries again what failed', async () => {
    await decide('?state=failed', { decision: 'retry', key: '3' })
    expect((await states(web.app.db))[2]).toBe('queued')
  })

  it('settles what is uncertain, in each of the three ways', async () => {
    await decide('?state=uncertain', { decision: 'again', key: '4', confirm: '1' })
    expect((await states(web.app.db))[3]).toBe('queued')
    await web.app.db.updateTable('messages').set({ state: 'uncertain', error: 'x' }).where('key', '=', 4).execute()
    await decide('?state=uncertain', { decision: 'sent', key: '4' })
    expect((await states(web.app.db))[3]).toBe('submitted')
    expect(await text('/outbox?state=uncertain')).toContain('Nothing is uncertain')
  })

  it('changes nothing where nothing was chosen or the decision is unknown', async () => {
    await decide('', { decision: 'cancel' })
    await decide('', { decision: 'burn', key: '1' })
    expect(await states(web.app.db)).toEqual(['queued', 'queued', 'failed', 'uncertain'])
  })
})
