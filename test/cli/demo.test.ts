import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let place: ShopFolder
beforeAll(() => {
  place = shopFolder('2026-11-22T05:00:00Z', 'empty')
})
afterAll(() => place.remove())

describe('perennial demo --once', () => {
  it('imports, prints the plan of the day and writes its emails at once, before nine too', async () => {
    const { code, out } = await place.run('demo', '--once')

    const [, planned] = /^ {2}Total +(\d+) to send/m.exec(out) ?? []
    const files = readdirSync(join(place.dir, 'data/demo/outbox/2026-11-22'))
    expect(code).toBe(0)
    expect(out).toMatch(
      /^Made a coffee shop in \.\/data\/demo: 2,000 invented customers, \d,\d{3} orders, 24 months\.\n/,
    )
    expect(out).toContain('Plan for Sunday 22 November 2026, shop time')
    expect(Number(planned)).toBeGreaterThan(5)
    expect(files).toHaveLength(Number(planned))
  })

  it('leaves the shop as it was made to be compared with', async () => {
    const file = join(place.dir, 'data/demo/segments/lapsed.yaml')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('more than 180 days', 'more than 170 days'))
    const { out } = await place.run('-C', 'data/demo', 'diff', 'HEAD')
    writeFileSync(file, text)

    expect(out).toContain('lapsed')
    expect(out).toContain('segments/lapsed.yaml')
  })

  it('a second time makes nothing anew and sends nothing twice', async () => {
    const { code, out } = await place.run('demo', '--once')

    expect(code).toBe(0)
    expect(out).not.toContain('Made a coffee shop')
    expect(out).toContain('0 emails written')
  })
})

const main = resolve(import.meta.dirname, '../../dist/src/cli/main.js')

describe.skipIf(!existsSync(main))('perennial serve as a process', () => {
  it.each([
    ['SIGTERM', 0],
    ['SIGINT', 130],
  ] as const)('shows its page, and %s ends it with %i', async (signal, code) => {
    const dir = mkdtempSync(join(tmpdir(), 'perennial-serve-'))
    const child = (args: string[]) => spawn(process.execPath, [main, ...args], { cwd: dir })
    await new Promise((done) => child(['init']).on('close', done))
    const serving = child(['serve', '--port', '0'])

    const url = await new Promise<string>((found, failed) => {
      serving.stdout.on('data', (data: Buffer) => {
        const [address] = /http:\S+/.exec(String(data)) ?? []
        if (address) found(address)
      })
      serving.on('close', () => failed(new Error('it ended before it began')))
    })
    const page = await withCookie(url)
    const ended = new Promise((done) => serving.on('close', done))
    serving.kill(signal)

    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Kava &amp; Mlin')
    expect(await ended).toBe(code)
    rmSync(dir, { recursive: true })
  })
})

/** What a browser does with the address that is printed: its token becomes a cookie, and the page opens with it. */
async function withCookie(url: string): Promise<Response> {
  const opened = await fetch(url, { redirect: 'manual' })
  const cookie = opened.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return fetch(new URL(opened.headers.get('location') ?? '/', url), { headers: { cookie } })
}
