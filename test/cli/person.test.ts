import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { shopFolder, type ShopFolder } from './run-in-shop.ts'

/** T33: words that stand for a person and must be nowhere once the person is erased. */
const CANARY = [
  'zz-canary-id',
  'zz-canary@shop.example',
  'Zzcanaryfirst',
  'Zzcanarylast',
  'Zzcanarycity',
  'zz-order-77',
]

let shop: ShopFolder
beforeEach(() => {
  shop = shopFolder('2026-11-22T09:30:00Z')
})
afterEach(() => shop.remove())

describe('erasing a person', () => {
  it('leaves not a byte of them in any file of the shop, and a later import stays suppressed', async () => {
    await fill()
    expect(hits().length).toBeGreaterThan(0)
    expect((await shop.run('send', '--yes', '1000')).code).toBe(0)
    expect(hits().filter((hit) => hit.includes('outbox'))).not.toEqual([])

    const { code } = await shop.run('erase', 'zz-canary-id', '--yes')

    expect(code).toBe(0)
    expect(hits()).toEqual([])
    await importPerson()
    const plan = (await shop.run('plan', '--json')).json<{ entries: { customer: string; reason: string }[] }>()
    const theirs = plan.entries.filter(({ customer }) => customer === 'zz-canary-id')
    expect(theirs.map(({ reason }) => reason)).toEqual(theirs.map(() => 'suppressed'))
    const why = await shop.run('why', 'zz-canary-id')
    expect(why.out).toContain('erased')
  })

  it('stays suppressed also when only the address comes back, under another id', async () => {
    await fill()
    await shop.run('erase', 'zz-canary-id', '--yes')
    const line = 'somebody-else,ZZ-Canary@shop.example,subscribed'
    await shop.importLines('customers', 'customer_id,email,consent', line)
    expect((await shop.run('why', 'somebody-else')).out).toContain('erased')
  })

  it('leaves everybody else as they were', async () => {
    await fill()
    const before = (await shop.run('export', 'bea')).json<Record<string, unknown>>()
    await shop.run('erase', 'zz-canary-id', '--yes')
    expect((await shop.run('export', 'bea')).json()).toEqual(before)
  })

  it('is asked for: without a yes nothing happens', async () => {
    await fill()
    expect((await shop.run('erase', 'zz-canary-id')).code).toBe(2)
    expect((await shop.run('export', 'zz-canary-id')).code).toBe(0)
  })
})

describe('the export of a person', () => {
  it('holds every table in one JSON, with the consent log and the orders with their lines', async () => {
    await fill()
    await shop.run('send', '--yes', '1000')
    const { out, json } = await shop.run('export', 'zz-canary-id')
    const told = json<{ orders: { lines: unknown[] }[]; consents: unknown[]; messages: unknown[] }>()

    for (const word of CANARY) expect(out).toContain(word)
    expect(told.orders[0]?.lines).toHaveLength(1)
    expect(told.consents).toMatchObject([{ status: 'subscribed', source: 'import' }])
    expect(told.messages.length).toBeGreaterThan(0)
    expect(out).not.toContain('bea')
  })

  it('goes into a file that only its owner can read', async () => {
    await fill()
    await shop.run('export', 'bea', '--out', 'bea.json')
    expect(statSync(join(shop.dir, 'bea.json')).mode & 0o777).toBe(0o600)
  })
})

describe('suppressing by hand', () => {
  it('stops everything to a customer, and can be lifted', async () => {
    await fill()
    expect((await shop.run('suppress', 'bea')).out).toContain('Nothing goes to')
    expect((await shop.run('why', 'bea')).out).toContain('manual')
    expect((await shop.run('suppress', 'bea', '--lift', '--json')).json()).toEqual({
      customer: 'bea',
      suppressed: 'no',
    })
    expect((await shop.run('why', 'bea')).out).not.toContain('manual')
  })
})

async function fill(): Promise<void> {
  await importPerson()
  await shop.importLines('customers', 'customer_id,email,first_name,consent', 'bea,bea@shop.example,Bea,subscribed')
  write('customers.csv', '')
}

/** The import files are the shop's own and go when it says so: here at once. */
async function importPerson(): Promise<void> {
  write(
    'customers.csv',
    'customer_id,email,first_name,last_name,city,birthday,consent,tags\n' +
      'zz-canary-id,zz-canary@shop.example,Zzcanaryfirst,Zzcanarylast,Zzcanarycity,1990-11-22,subscribed,Zzcanarycity\n',
  )
  write(
    'orders.csv',
    'order_id,customer_id,ordered_at,total,currency\nzz-order-77,zz-canary-id,2026-11-19T10:00:00Z,20,EUR\n',
  )
  write('lines.csv', 'order_id,sku,name,quantity,unit_price\nzz-order-77,S1,Zzcanarycity,1,20\n')
  write('events.csv', 'customer_id,event,at,product\nzz-canary-id,viewed,2026-11-20T10:00:00Z,Zzcanarycity\n')
  for (const [kind, file] of [
    ['customers', 'customers.csv'],
    ['orders', 'orders.csv'],
    ['order-lines', 'lines.csv'],
    ['events', 'events.csv'],
  ] as const) {
    expect((await shop.run('import', kind, file)).code).toBe(0)
    write(file, '')
  }
}

function write(name: string, text: string): void {
  writeFileSync(join(shop.dir, name), text)
}

/** Every place in the shop's folder where one of the words stands, database, log and emails included. */
function hits(): string[] {
  return filesIn(shop.dir).flatMap((file) => {
    const text = readFileSync(file).toString('latin1').toLowerCase()
    return CANARY.filter((word) => text.includes(word.toLowerCase())).map((word) => `${file}: ${word}`)
  })
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(dir, entry.name)) : [join(dir, entry.name)],
  )
}
