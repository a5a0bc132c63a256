import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

const secret = 'canary-secret-0123456789'
const people = Array.from({ length: 50 }, (_, i) => ({
  id: `c${i}`,
  email: `canary.${i}@kava.example`,
  name: `Zvonimira${i}`,
}))

let shop: ShopFolder
afterEach(() => shop.remove())

describe('the log of a run', () => {
  it('at its most talkative names messages and queries, and no person, address or secret (T32)', async () => {
    const log = await sendWith({ PERENNIAL_LOG_LEVEL: 'debug', PERENNIAL_SECRET: secret })

    const lines = log.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
    const answered = lines.filter(({ msg }) => msg === 'request answered')
    expect(answered.flatMap(({ messages }) => messages as string[])).toHaveLength(50)
    expect(lines.some(({ msg, sql }) => msg === 'query' && String(sql).includes('insert into messages'))).toBe(true)
    expect(lines.find(({ msg }) => msg === 'run finished')).toMatchObject({ level: 'info', submitted: 50 })
    expect(statSync(join(shop.dir, 'run.log')).mode & 0o777).toBe(0o600)
    for (const { email, name } of people) for (const canary of [email, name]) expect(log).not.toContain(canary)
    expect(log).not.toMatch(/canary|kava\.example/)
  })

  it('goes to stderr for a -, and says by default what was done, not how', async () => {
    shop = ourShop({})
    const { talk } = await shop.run('send', '--yes', '--log', '-')
    expect(talk).toContain('"msg":"run finished"')
    expect(talk).not.toContain('"msg":"query"')
  })

  it('at a level that is none is a wrong usage', async () => {
    shop = ourShop({ PERENNIAL_LOG_LEVEL: 'loud' })
    const { code, talk } = await shop.run('send', '--yes', '--log', 'run.log')
    expect([code, talk]).toEqual([2, expect.stringContaining('one of debug, info, warn, error')])
    expect(existsSync(join(shop.dir, 'run.log'))).toBe(false)
  })
})

function ourShop(env: Record<string, string>): ShopFolder {
  return shopFolder('2026-11-22T12:00:00Z', 'shipped', env)
}

/** Fifty customers have their birthday. */
async function sendWith(env: Record<string, string>): Promise<string> {
  shop = ourShop(env)
  const rows = people.map(({ id, email, name }) => `${id},${email},${name},subscribed,2025-03-01,1990-11-22`)
  await shop.importLines('customers', 'customer_id,email,first_name,consent,signed_up_at,birthday', ...rows)
  const { code, talk } = await shop.run('send', '--yes', '100', '--log', 'run.log')
  expect([code, talk]).toEqual([0, expect.any(String)])
  return readFileSync(join(shop.dir, 'run.log'), 'utf8').trim()
}
