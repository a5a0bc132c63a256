import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/app/index.ts'
import { serveStatus, statusApp } from '../../src/web/index.ts'
import { newToken } from '../../src/web/private-door.ts'
import { openedApp, shippedShop } from '../app/support.ts'

const now = Date.UTC(2026, 10, 22, 8, 30)
let shop: ReturnType<typeof shippedShop>
let app: App

beforeAll(async () => {
  shop = shippedShop()
  app = await openedApp(shop.dir, now)
})
afterAll(async () => {
  await app.close()
  shop.remove()
})

const token = newToken()
const ask = (path: string, host = '127.0.0.1:4600') =>
  statusApp({ app: () => app, now: () => now }, { port: () => 4600, token }).request(path, {
    headers: { host, cookie: `perennial_4600=${token}` },
  })

describe('the status page', () => {
  it('says how the machinery is doing', async () => {
    mkdirSync(join(shop.dir, 'outbox/2026-11-22'), { recursive: true })
    writeFileSync(join(shop.dir, 'outbox/2026-11-22/m-1.eml'), 'x')

    const response = await ask('/')
    const text = await response.text()

    expect(response.status).toBe(200)
    expect(text).toMatch(/^<!doctype html><html lang="en">/)
    expect(text).toContain('<h1>Kava &amp; Mlin</h1>')
    expect(text).toContain('2026-11-23 09:00')
    expect(text).toContain('outbox/2026-11-22/m-1.eml')
  })

  it('says that a run waits for confirmation, and how to let it go', async () => {
    const held = JSON.stringify({ held: { recipients: 4120, emails: 4130 } })
    const row = { slot: now - 60_000, started_at: now - 60_000, finished_at: now, state: 'done', summary: held }
    await app.db.insertInto('runs').values(row).execute()
    const text = await (await ask('/')).text()
    expect(text).toContain('4,130 emails to 4,120 customers')
    expect(text).toContain('<code>perennial send --yes 4120</code>')
    await app.db.deleteFrom('runs').execute()
  })

  it('gives the same to machines', async () => {
    expect(await (await ask('/status.json')).json()).toMatchObject({
      shop: 'Kava & Mlin',
      nextRun: Date.UTC(2026, 10, 23, 8),
      messages: {},
      problems: 0,
    })
  })

  it('answers to this computer only, under its own names', async () => {
    for (const host of ['127.0.0.1:4600', 'localhost:4600', '[::1]:4600']) {
      expect((await ask('/', host)).status).toBe(200)
    }
    for (const host of ['evil.example', 'evil.example:4600', '127.0.0.1:4601', '127.0.0.1', '']) {
      expect((await ask('/', host)).status).toBe(421)
    }
  })

  it('runs no script and is kept by nobody', async () => {
    const { headers } = await ask('/')

    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
    expect((await ask('/nothing')).status).toBe(404)
  })

  it('listens on 127.0.0.1 and refuses a foreign Host there too', async () => {
    const pages = await serveStatus({ app: () => app, now: () => now }, 0)
    const { port, hostname, search } = new URL(pages.url)
    const status = (host: string) =>
      new Promise((resolve, reject) => {
        request({ host: hostname, port, path: `/${search}`, headers: { host } }, (response) =>
          resolve(response.resume().statusCode),
        )
          .on('error', reject)
          .end()
      })

    expect(hostname).toBe('127.0.0.1')
    expect(await status(`127.0.0.1:${port}`)).toBe(200)
    expect(await status('rebound.example')).toBe(421)
    await pages.close()
  })
})
