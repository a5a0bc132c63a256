import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { renderEmails } from '../../src/app/index.ts'
import { trackReading } from '../../src/app/track-reading.ts'
import { linkToken } from '../../src/consent/index.ts'
import { storedLinks } from '../../src/track/index.ts'
import { aSite, form, now } from './a-site.ts'

let site: Awaited<ReturnType<typeof aSite>>
beforeEach(async () => {
  site = await aSite()
})
afterEach(() => site.close())

const tracking = (words: 'none' | 'clicks' | 'clicks and opens') =>
  Object.assign(site.app, { shop: { ...site.app.shop, tracking: words } })
const request = { key: 1, customer: 1, campaign: 'birthday', step: 'birthday', variant: null, template: 'birthday' }
const events = () => site.app.db.selectFrom('message_events').selectAll().orderBy('key').execute()

async function sentEmail() {
  const requests = [{ ...request, purpose: 'marketing' as const, order: null }]
  const ctx = site.app.at(now)
  const [email] = await trackReading(site.app, ctx, requests, await renderEmails(site.app, ctx, requests))
  if (!email || 'failed' in email) throw new Error('the email could not be made')
  return email
}

describe('a click', () => {
  it('leads to the stored address and nowhere else, and is noted with the email', async () => {
    tracking('clicks')
    const email = await sentEmail()
    const found = /href="(http:[^"]*\/click\/[^"]+)"/.exec(email.html)?.[1] ?? ''
    const response = await site.ask(new URL(found).pathname, { headers: { 'user-agent': 'Firefox' } })

    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toMatch(/^https:\/\/kava-mlin\.example/)
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(await events()).toMatchObject([
      { kind: 'clicked', message: 1, campaign: 'birthday', link: response.headers.get('location'), machine: 0 },
    ])
  })

  it('does not go through us where the shop does not ask for it, nor do our own links', async () => {
    expect((await sentEmail()).html).not.toContain('/click/')
    tracking('clicks')
    const { html, text } = await sentEmail()
    expect(html).toContain('/unsubscribe/')
    expect(html).toContain('/preferences/')
    expect(text).not.toContain('/click/')
  })

  it('on a link that was not stored, with another purpose or a changed target is a 404', async () => {
    const stored = await storedLinks(site.app, ['https://kava-mlin.example/a'])
    const target = [...stored.values()][0] ?? 0
    const good = site.path('click', { target })
    expect((await site.ask(good)).status).toBe(302)
    expect((await site.ask(site.path('click', { target: target + 1 }))).status).toBe(404)
    expect((await site.ask(site.path('click'))).status).toBe(404)
    expect((await site.ask(`${good}?url=https://evil.example`)).headers.get('location')).toBe(
      'https://kava-mlin.example/a',
    )
    const forged = linkToken(['another secret, long enough'], { purpose: 'click', customer: 1, message: 1, target })
    expect((await site.ask(`/click/${forged}`)).status).toBe(404)
  })

  it('of a scanner or by HEAD is kept and flagged', async () => {
    const target = [...(await storedLinks(site.app, ['https://kava-mlin.example/a'])).values()][0] ?? 0
    await site.ask(site.path('click', { target }), { method: 'HEAD', headers: { 'user-agent': 'Firefox' } })
    await site.ask(site.path('click', { target }), { headers: { 'user-agent': 'Proofpoint' } })
    expect((await events()).map(({ machine }) => machine)).toEqual([1, 1])
  })
})

describe('a link that no person sees', () => {
  const hidden = (html: string) =>
    /<a href="([^"]+)" style="display:none" aria-hidden="true" tabindex="-1"><\/a>/.exec(html)
  const visible = (html: string) => [...html.matchAll(/href="(http:[^"]*\/click\/[^"]+)"/g)].map(([, url = '']) => url)
  const follow = (url: string) => site.ask(new URL(url).pathname, { headers: { 'user-agent': 'Firefox' } })
  const flags = async () => (await events()).map(({ machine }) => machine)

  it('is in emails whose clicks are counted, and in no other', async () => {
    expect(hidden((await sentEmail()).html)).toBeNull()
    tracking('clicks')
    const { html, text } = await sentEmail()
    expect(hidden(html)).not.toBeNull()
    expect(html.trimEnd()).toMatch(/<\/a><\/body>\s*<\/html>$/)
    expect(text).not.toContain('/click/')
  })

  it('gives away the program that follows it: what it clicked within a minute is flagged, before and after', async () => {
    tracking('clicks')
    const { html } = await sentEmail()
    const [first = ''] = visible(html)
    const trap = hidden(html)?.[1] ?? ''
    await follow(first)
    expect(await flags()).toEqual([0])
    site.later(20_000)
    const answer = await follow(trap)
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://kava-mlin.example'])
    expect(await flags()).toEqual([1, 1])
    site.later(20_000)
    await follow(first)
    expect(await flags()).toEqual([1, 1, 1])
    site.later(3_600_000)
    await follow(first)
    expect(await flags()).toEqual([1, 1, 1, 0])
    expect((await site.app.db.selectFrom('messages').select('outcome').executeTakeFirst())?.outcome).toBe('clicked')
  })

  it('leads to the shop, and is of no use for anything else', async () => {
    expect((await site.ask(site.path('click', { target: 0 }))).headers.get('location')).toBe(
      'https://kava-mlin.example',
    )
    expect((await site.ask(site.path('open', { target: 0 }).replace('/open/', '/click/'))).status).toBe(404)
  })
})

it('who opens every link of an email within a minute is a program, three links at least', async () => {
  const targets = [
    ...(
      await storedLinks(
        site.app,
        ['a', 'b', 'c'].map((x) => `https://x.example/${x}`),
      )
    ).values(),
  ]
  const follow = async (target: number | undefined, of: number) => {
    const token = linkToken(site.app.secrets(), { purpose: 'click', customer: 1, message: 1, target: target ?? -1, of })
    await site.ask(`/click/${token}`, { headers: { 'user-agent': 'Firefox' } })
    site.later(15_000)
  }
  const flags = async () => (await events()).map(({ machine }) => machine)
  await follow(targets[0], 3)
  await follow(targets[1], 3)
  expect(await flags()).toEqual([0, 0])
  await follow(targets[2], 3)
  expect(await flags()).toEqual([1, 1, 1])
  site.later(3_600_000)
  for (const target of targets.slice(0, 2)) await follow(target, 2)
  expect((await flags()).slice(3)).toEqual([0, 0])
})

describe('the open pixel', () => {
  it('is in no email unless the shop wants it and the customer agreed', async () => {
    tracking('clicks and opens')
    expect((await sentEmail()).html).not.toContain('/open/')
    await site.ask(site.path('preferences'), form({ do: 'save', opens: 'given' }))
    expect((await sentEmail()).html).toContain('/open/')
    tracking('clicks')
    expect((await sentEmail()).html).not.toContain('/open/')
  })

  it('counts a day and no time, once, and never after the consent was withdrawn', async () => {
    tracking('clicks and opens')
    const open = () => site.ask(site.path('open'), { headers: { 'user-agent': 'Firefox' } })
    expect((await open()).headers.get('content-type')).toBe('image/gif')
    expect(await events()).toEqual([])
    await site.ask(site.path('preferences'), form({ do: 'save', opens: 'given' }))
    site.later(60_000)
    await open()
    await open()
    expect(await events()).toMatchObject([{ kind: 'opened', machine: 0 }])
    await site.ask(site.path('preferences'), form({ do: 'save' }))
    site.later(86_400_000)
    await open()
    expect(await events()).toHaveLength(1)
  })
})
