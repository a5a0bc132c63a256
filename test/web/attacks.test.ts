import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { freshSecret } from '../../src/web/gate/secrets.ts'
import { localGate } from '../../src/web/gate/gate.ts'
import { keepOut } from '../../src/web/gate/keep-out.ts'
import { letIn } from '../../src/web/gate/let-in.tsx'
import { randomFrom } from '../support/naive/random.ts'
import { tell } from '../support/fault-run.ts'

const seed = Number(process.env.SEED ?? 30)
const own = '127.0.0.1:4600'
const gate = localGate(() => 4600)
const token = gate.key.secret
const cookie = `perennial-4600=${gate.session}`

/** Pages behind the gate that say when somebody came in. */
const web = new Hono()
web.use(keepOut(gate))
web.use(letIn(gate, () => 0))
web.all('*', (context) => context.text('inside'))

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  web.request(`http://${own}${path}`, { method, headers: { host: own, ...headers } })

describe('the private pages', () => {
  it('let in a program that brings the token, and whoever has the cookie of this start', async () => {
    expect(await (await ask('/', { authorization: `Bearer ${token}` })).text()).toBe('inside')
    expect(await (await ask('/', { cookie })).text()).toBe('inside')
    expect((await ask('/', { cookie: `perennial-4600=${token}` })).status).toBe(401)
  })

  it('never lead to another host', async () => {
    for (const path of ['//evil.example/', '///evil.example', '/\\evil.example/']) {
      const answer = await ask(`${path}?token=${token}`)
      expect(answer.headers.get('location')).toMatch(/^\/[^/\\]/)
    }
  })

  it('two starts side by side do not take each other’s cookie', async () => {
    expect((await ask('/', { cookie: cookie.replace('4600', '4700') })).status).toBe(401)
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
      tokens: [
        '',
        'undefined',
        token.slice(1),
        `${token}x`,
        token.toLowerCase(),
        freshSecret(),
        `${token.slice(0, -1)}_`,
      ],
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
        cookie: rebound ? cookie : `perennial-4600=${forged}`,
        ...(random.chance(0.5) ? { origin: 'https://evil.example' } : {}),
        ...(rebound || random.chance(0.5) ? {} : { authorization: `Bearer ${forged}` }),
      }
      const [path, method] = [random.pick(bad.paths), random.pick(bad.methods)]
      const answer = await web.request(`http://${own}${path}`, { method, headers })
      expect({ seed, path, method, headers, status: answer.status }).toMatchObject({
        status: expect.toSatisfy((status: number) => [303, 401, 403, 421].includes(status)),
      })
      expect(await answer.text()).not.toContain('inside')
    }
    tell('T30', 'attacks on the web view', 200, { lost: 0, duplicated: 0 })
  })
})
