import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

interface Result {
  readonly broken: number
  readonly warnings: number
  readonly checks: readonly { check: string; condition: string; says: string; repair?: string }[]
}

let shop: ShopFolder
beforeEach(() => {
  shop = shopFolder('2026-11-22T08:00:00Z')
})
afterEach(() => shop.remove())

describe('perennial doctor', () => {
  it('of a new shop has nothing to repair, makes nothing, and asks nobody outside', async () => {
    const { code, out, talk } = await shop.run('doctor')

    expect(code).toBe(0)
    expect(out).toMatch(/^ {2}ok {7}node {7}Node \d+/m)
    expect(out).toMatch(/^ {2}- {8}service {4}Emails are written to \.\/outbox: nothing leaves this computer/m)
    expect(talk).toMatch(/Nothing to repair, \d warnings?\.|Everything is as it should be\./)
    expect(existsSync(join(shop.dir, 'data'))).toBe(false)
  })

  it('has one line for each finding, the repair below it, and ends with 1 when something is to be repaired', async () => {
    writeFileSync(join(shop.dir, '.env'), 'PORT=4600\n')
    chmodSync(join(shop.dir, '.env'), 0o644)
    const { code, out, talk } = await shop.run('doctor')

    expect(code).toBe(1)
    expect(out).toMatch(
      /^ {2}broken {3}secrets {4}\.env can be read by other users of this computer\n {22}→ chmod 600 \.env$/m,
    )
    expect(talk).toMatch(/1 thing to repair/)
  })

  it('tells a program the same', async () => {
    const { code, json } = await shop.run('doctor', '--json')
    const { broken, checks } = json<Result>()
    expect([code, broken]).toEqual([0, 0])
    expect(checks.map(({ check }) => check)).toContain('integrity')
    expect(checks.find(({ check }) => check === 'dmarc')).toMatchObject({ condition: 'skipped' })
  })

  it('names a provider whose key is missing', async () => {
    const file = join(shop.dir, 'perennial.yaml')
    writeFileSync(file, `${readFileSync(file, 'utf8').replace(/^provider: .*\n/m, '')}\nprovider: resend\n`)
    const { code, json } = await shop.run('doctor', '--json')
    expect(code).toBe(1)
    expect(json<Result>().checks.find(({ check }) => check === 'service')).toMatchObject({
      condition: 'broken',
      says: expect.stringContaining('RESEND_API_KEY is not set'),
    })
  })

  it('tells of a damaged database what to do, instead of stopping at it', async () => {
    await shop.importLines('customers', 'customer_id', 'ana')
    writeFileSync(join(shop.dir, 'data/perennial.db'), 'x'.repeat(9000))
    const { code, out } = await shop.run('doctor')
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/broken {3}database {2}.*cannot be opened.*\n.*→ perennial restore/),
    ])
  })
})
