import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { newToken, privateDoor } from '../../src/web/private-door.ts'
import { randomFrom } from '../support/naive/random.ts'

const seed = Number(process.env.SEED ?? 30)
const token = newToken()
const own = '127.0.0.1:4600'
const cookie = `perennial_4600=${token}`

/** Pages behind the door that say when somebody came in. */
const web = new Hono()
web.use(privateDoor({ port: () => 4600, token }))
web.all('*', (context) => context.text('inside'))

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  web.request(`http://${own}${path}`, { method, headers: { host: own, ...headers } })

describe('the private pages', () => {
  it('open with the token of the address, and then with the cookie that it brings', async () => {
    const first = await ask(`/?token=${token}`)
    expect([first.status, await first.text()]).toEqual([200, 'inside'])
    const given = first.headers.get('set-cookie') ?? ''
    expect(given).toBe(`perennial_4600=${token}; Path=/; HttpOnly; SameSite=Strict`)
    expect((await ask('/', { cookie: given.split(';')[0] ?? '' })).status).toBe(200)
    expect((await ask('/', { authorization: `Bearer ${token}` })).headers.get('set-cookie')).toBeNull()
  })

  it('stay shut without, on this computer too, and say where the address stands', async () => {
    const answer = await ask('/')
    expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining('perennial serve printed')])
  })

  it('take a change from themselves only', async () => {
    const post = (headers: Record<string, string>) => ask('/', { cookie, ...headers }, 'POST')
    expect((await post({ origin: `http://${own}`, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    expect((await post({ origin: 'http://localhost:4600' })).status).toBe(200)
    for (const headers of [
      {},
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: 'http://127.0.0.1:4601' },
      { origin: `http://${own}`, 'sec-fetch-site': 'cross-site' },
      { origin: `https://${own}` },
    ]) {
      expect((await post(headers)).status).toBe(403)
    }
  })

  it('two starts side by side do not take each other’s cookie', async () => {
    expect((await ask('/', { cookie: `perennial_4700=${token}` })).status).toBe(401)
  })

  it('let none of 200 attacks in (T30)', async () => {
    const random = randomFrom(seed)
    const bad = {
      hosts: [
        'evil.example',
        '127.0.0.1.evil.example:4600',
        'localhost:4601',
        '127.0.0.1',
        '0.0.0.0:4600',
        'a@127.0.0.1:4600',
      ],
      tokens: ['', 'undefined', token.slice(1), `${token}x`, token.toLowerCase(), newToken(), `${token.slice(0, -1)}_`],
      paths: [
        '/',
        '/../../etc/passwd',
        '/..%2f..%2fdata/perennial.db',
        '/%2e%2e/.env',
        '/status.json',
        '//evil.example/',
        '/?token=',
        '/?token[]=x',
      ],
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
    }
    for (let i = 0; i < 200; i += 1) {
      const forged = random.pick(bad.tokens)
      // Either a foreign name with the right token, as after rebinding, or our own name with a forged one.
      const rebound = random.chance(0.5)
      const headers = {
        host: rebound ? random.pick(bad.hosts) : own,
        cookie: rebound ? cookie : `perennial_4600=${forged}`,
        ...(random.chance(0.5) ? { origin: 'https://evil.example' } : {}),
        ...(rebound || random.chance(0.5) ? {} : { authorization: `Bearer ${forged}` }),
      }
      const [path, method] = [random.pick(bad.paths), random.pick(bad.methods)]
      const answer = await web.request(`http://${own}${path}`, { method, headers })
      expect({ seed, path, method, headers, status: answer.status }).toMatchObject({
        status: expect.toSatisfy((status: number) => [401, 403, 421].includes(status)),
      })
      expect(await answer.text()).not.toContain('inside')
    }
  })
})
