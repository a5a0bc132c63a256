import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGate, serveWeb, webApp } from '../../src/web/index.ts'
import { now, openWeb, sourceOf, TOKEN } from './support/open-web.ts'

let web: Awaited<ReturnType<typeof openWeb>>

beforeAll(async () => {
  web = await openWeb()
})
afterAll(() => web.close())

const form = { method: 'POST', body: `key=${TOKEN}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } }

describe('who is let in', () => {
  it('who does not know the token sees no more than a question for it', async () => {
    const response = await web.ask('/')
    const text = await response.text()

    expect(response.status).toBe(401)
    expect(text).not.toContain('Kava')
    expect(text).not.toContain(TOKEN)
    expect((await web.ask('/status.json')).status).toBe(401)
  })

  it('the token is taken once from the address, becomes a cookie, and leaves the address', async () => {
    const entered = await web.ask(`/runs?token=${TOKEN}&state=done`)
    const [cookie = ''] = entered.headers.getSetCookie()

    expect(entered.status).toBe(303)
    expect(entered.headers.get('location')).toBe('/runs?state=done')
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Strict')
    expect(cookie).not.toContain(TOKEN)
    expect((await web.get('/')).status).toBe(200)
  })

  it('a wrong token or cookie lets nobody in', async () => {
    const entered = await web.ask('/?token=wrong')
    expect(entered.headers.getSetCookie()).toEqual([])
    expect((await web.ask('/', { headers: { cookie: 'perennial-4600=wrong' } })).status).toBe(401)
  })

  it('the token can be typed in', async () => {
    const headers = { ...form.headers, origin: 'http://127.0.0.1:4600' }
    expect((await web.ask('/sign-in', { ...form, headers })).status).toBe(303)
  })

  it('leads on to the page that was asked for, and never to a page elsewhere', async () => {
    const asked = await (await web.ask('/segments/lapsed?on=2026-10-01&lang=hr')).text()
    expect(asked).toContain('name="to" value="/segments/lapsed?on=2026-10-01&amp;lang=hr"')
    const headers = { ...form.headers, origin: 'http://127.0.0.1:4600' }
    const ledTo = async (to: string) => {
      const body = `key=${TOKEN}&to=${encodeURIComponent(to)}`
      return (await web.ask('/sign-in', { ...form, body, headers })).headers.get('location')
    }
    expect(await ledTo('/segments/lapsed?on=2026-10-01')).toBe('/segments/lapsed?on=2026-10-01')
    const elsewhere = [
      'https://evil.example',
      '//evil.example/x',
      '/\\evil.example',
      '/\t/evil.example',
      'javascript:1',
      '',
    ]
    for (const to of [...elsewhere, '/sign-in', '/sign-out']) expect(await ledTo(to), to).toBe('/')
    const wrong = await web.ask('/sign-in', { ...form, body: 'key=wrong&to=%2Fruns', headers })
    expect(await wrong.text()).toContain('value="/runs"')
  })

  it('open to the network a password lets in, ten wrong ones a minute at most, and no token does', async () => {
    const origin = 'https://perennial.shop.example'
    let minutes = 0
    const open = webApp(
      sourceOf(web.app, { now: () => now + minutes * 60_000 }),
      openGate(() => 4600, origin, 'open sesame please'),
    )
    const host = new URL(origin).host
    const signIn = (key: string) =>
      open.request('/sign-in', { ...form, body: `key=${key}`, headers: { ...form.headers, host, origin } })

    const [cookie = ''] = (await signIn('open+sesame+please')).headers.getSetCookie()
    expect(cookie).toContain('Secure')
    const page = await open.request('/', { headers: { host, cookie: cookie.split(';')[0] ?? '' } })
    expect(await page.text()).toContain(`behind a password: ${origin}`)
    for (let tries = 0; tries < 10; tries += 1) expect((await signIn('wrong')).status).toBe(401)
    const tooMany = await signIn('open+sesame+please')
    expect(tooMany.status).toBe(429)
    expect(await tooMany.text()).toContain('wait a minute')
    minutes = 1
    expect((await signIn('open+sesame+please')).status).toBe(303)
  })

  it('open to the network it offers to sign out, which takes the cookie away', async () => {
    const origin = 'https://perennial.shop.example'
    const open = webApp(
      sourceOf(web.app),
      openGate(() => 4600, origin, 'open sesame please'),
    )
    const host = new URL(origin).host
    const post = (path: string, cookie = '') =>
      open.request(path, {
        ...form,
        body: 'key=open+sesame+please',
        headers: { ...form.headers, host, origin, cookie },
      })
    const cookie = (await post('/sign-in')).headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect(await (await open.request('/', { headers: { host, cookie } })).text()).toContain('action="/sign-out"')
    const out = await post('/sign-out', cookie)
    expect(out.headers.get('location')).toBe('/')
    expect(out.headers.getSetCookie()[0]).toContain('Max-Age=0')
    expect(await (await web.get('/')).text()).not.toContain('/sign-out')
  })
})

describe('who is kept out', () => {
  it('answers to this computer only, under its own names', async () => {
    for (const host of ['127.0.0.1:4600', 'localhost:4600', '[::1]:4600']) {
      expect((await web.ask('/', { headers: { host } })).status).toBe(401)
    }
    for (const host of ['evil.example', 'evil.example:4600', '127.0.0.1:4601', '127.0.0.1', '']) {
      expect((await web.get('/', { host })).status, host).toBe(421)
    }
  })

  it('a change that another page asks for is refused, whatever cookie comes along', async () => {
    for (const foreign of ['https://evil.example', 'http://127.0.0.1:9999', 'http://localhost:4600', 'null']) {
      const headers = { ...form.headers, origin: foreign }
      expect((await web.ask('/sign-in', { ...form, headers })).status, foreign).toBe(403)
    }
    expect((await web.ask('/sign-in', form)).status, 'no Origin').toBe(403)
    const other = { ...form.headers, 'sec-fetch-site': 'same-site' }
    expect((await web.ask('/sign-in', { ...form, headers: other })).status, 'same site').toBe(403)
  })

  it('runs own scripts only, is kept and framed by nobody', async () => {
    const { headers } = await web.get('/')
    const policy = headers.get('content-security-policy') ?? ''

    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect((await web.get('/nothing')).status).toBe(404)
  })

  it('listens on 127.0.0.1 and refuses a foreign Host there too', async () => {
    const pages = await serveWeb(sourceOf(web.app), { port: 0 })
    const { port, hostname } = new URL(pages.url)
    const status = (host: string) =>
      new Promise((resolve, reject) => {
        request({ host: hostname, port, headers: { host } }, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end()
      })

    expect(hostname).toBe('127.0.0.1')
    expect(pages.entrance).toMatch(/\?token=[\w-]{43}$/)
    expect(await status(`127.0.0.1:${port}`)).toBe(401)
    expect(await status('rebound.example')).toBe(421)
    await pages.close()
  })
})

describe('what machines get', () => {
  it('the state of the machinery as JSON', async () => {
    expect(await (await web.get('/status.json')).json()).toMatchObject({
      shop: 'Kava & Mlin',
      nextRun: Date.UTC(2026, 10, 23, 8),
      messages: {},
      problems: 0,
    })
    expect(now).toBe(Date.UTC(2026, 10, 22, 8, 30))
  })
})
