import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askNumber } from '../../src/cli/ask.ts'
import type { Io } from '../../src/cli/io.ts'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

const NOON = '2026-11-22T11:00:00Z'
let shop: ShopFolder

beforeEach(async () => {
  shop = shopFolder(NOON)
  appendFileSync(join(shop.dir, 'perennial.yaml'), '\nmost_per_run: 2 customers\n')
  mkdirSync(join(shop.dir, 'data'))
  const people = ['ana', 'bo', 'ci'].map((id) => `${id},${id}@kava.example,1990-11-22,subscribed`)
  await shop.importLines('customers', 'customer_id,email,birthday,consent', ...people)
})

afterEach(() => shop.remove())

describe('a run to more customers than most_per_run', () => {
  it('is held by --yes alone, named, with exit code 3', async () => {
    const ran = await shop.run('send', '--yes', '--json')
    expect(ran.code).toBe(3)
    expect(ran.json()).toMatchObject({ queued: 0, submitted: 0, held: [{ recipients: 3, because: 'most_per_run' }] })
    expect(ran.talk).toContain('held  3 emails to 3 customers, and most_per_run is 2')
    expect(ran.talk).toContain('perennial send --yes 3 lets them go')
  })

  it('goes out with its number behind --yes, and not with a smaller one', async () => {
    expect((await shop.run('send', '--yes', '2')).code).toBe(3)
    const ran = await shop.run('send', '--yes', '3', '--json')
    expect(ran.code).toBe(0)
    expect(ran.json()).toMatchObject({ submitted: 3, held: [] })
    expect((await shop.run('send', '--yes', 'all')).code).toBe(2)
  })

  it('is told by plan before it is tried, and by status', async () => {
    expect((await shop.run('plan')).talk).toContain(
      'A run would wait for confirmation: 3 emails to 3 customers, and most_per_run is 2',
    )
    expect((await shop.run('plan', '--as-of', '2026-11-21')).talk).not.toContain('wait for confirmation')
  })

  it('most_per_run must be a number of customers', async () => {
    const file = join(shop.dir, 'perennial.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('2 customers', 'many'))
    const { code, out, talk } = await shop.run('check')
    expect(code).toBe(1)
    expect(out + talk).toContain('most_per_run: 5000 customers')
  })
})

describe('a number that is asked for', () => {
  it.each([
    ['4,120\n', 4120],
    ['4120\n', 4120],
    ['yes\n', undefined],
    ['', undefined],
  ])('typed as %j is %s', async (typed, number) => {
    let shown = ''
    const stdin = Object.assign(Readable.from([typed]), { isTTY: true })
    const io = { stdin, stderr: { write: (text: string) => (shown += text) } } as unknown as Io
    expect(await askNumber(io, 'Type 4,120 to send to 4,120 customers:')).toBe(number)
    expect(shown).toBe('Type 4,120 to send to 4,120 customers: ')
  })
})
