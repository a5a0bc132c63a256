import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type App,
  composeEmail,
  customerNames,
  type EmailRequest,
  findCustomer,
  hurryQueue,
  lastImport,
  type MadeEmail,
  nextDue,
  recordImport,
  renderEmails,
} from '../../src/app/index.ts'
import { readLinkToken } from '../../src/consent/index.ts'
import { importFiles } from '../../src/ingest/index.ts'
import { openedApp, shippedShop } from './support.ts'

const now = Date.UTC(2026, 10, 22, 8)
let shop: ReturnType<typeof shippedShop>
let app: App
const keys = new Map<string, number>()

beforeAll(async () => {
  shop = shippedShop()
  app = await openedApp(shop.dir, now)
  const load = async (kind: 'customers' | 'orders' | 'order-lines', text: string) => {
    const file = join(shop.dir, `${kind}.csv`)
    writeFileSync(file, text)
    await importFiles(app.at(now), app.shop, { kind, files: [file] })
  }
  await load(
    'customers',
    [
      'customer_id,email,first_name,last_name,language,time_zone',
      'ana,ana@kava.example,Ana,Horvat,hr-HR,',
      'noname,noname@kava.example,,,fr,',
      'silent,,Mia,,en,',
      'long,long@kava.example,Hubert Blaine,Wolfeschlegelsteinhausenbergerdorff the Second of Philadelphia,en,',
    ].join('\n'),
  )
  await load(
    'orders',
    'order_id,customer_id,ordered_at,total,currency,status\no1,ana,2026-11-10T10:00:00Z,30.50,EUR,paid\n',
  )
  await load(
    'order-lines',
    'order_id,product_id,name,quantity,unit_price\no1,p1,Yirga 250 g,2,10.25\no1,p2,Filter,1,10\n',
  )
  for (const { id, key } of await app.db.selectFrom('customers').select(['id', 'key']).execute()) keys.set(id, key)
})
afterAll(async () => {
  await app.close()
  shop.remove()
})

const request = (customer: string, more: Partial<EmailRequest> = {}): EmailRequest => ({
  key: 0,
  customer: keys.get(customer) ?? -1,
  campaign: 'birthday',
  step: 'birthday',
  variant: null,
  template: 'birthday',
  purpose: 'marketing',
  order: null,
  ...more,
})
const made = async (customer: string, more: Partial<EmailRequest> = {}) => {
  const [email] = await renderEmails(app, app.at(now), [request(customer, more)])
  return email
}
const sent = async (customer: string, more: Partial<EmailRequest> = {}): Promise<MadeEmail> => {
  const email = await made(customer, more)
  if (!email || 'failed' in email) throw new Error(email?.failed)
  return email
}

describe('an email', () => {
  it('is in the customer’s language, else in the shop’s first', async () => {
    expect(await sent('ana')).toMatchObject({
      language: 'hr-HR',
      to: { name: 'Ana Horvat', address: 'ana@kava.example' },
    })
    expect((await sent('ana')).html).toContain('lang="hr-HR"')
    expect((await sent('noname')).html).toContain('lang="en"')
  })

  it('greets who has no name without one, and bears a very long one', async () => {
    const nameless = await sent('noname')

    expect(nameless.to.name).toBeUndefined()
    expect(nameless.text).not.toMatch(/null|undefined|\{\{/)
    expect((await sent('long')).text).toContain('Hubert Blaine')
  })

  it('about an order shows its lines and amounts in the customer’s format', async () => {
    const order = await app.db.selectFrom('orders').select('key').executeTakeFirstOrThrow()
    const about = { campaign: 'post-purchase', step: 'how-to', template: 'how-to', order: order.key }

    const { text } = await sent('ana', about)

    expect(text).toContain('Yirga 250 g')
    expect(text).toMatch(/20,50\s€/)
    expect(text).toMatch(/30,50\s€/)
  })

  it('with a coupon shows the campaign’s code and its last day', async () => {
    const coupon = { campaign: 'win-back', step: 'come-back-coupon', template: 'come-back-coupon' }

    expect((await sent('ana', coupon)).text).toContain('COMEBACK15')
  })

  it('carries a signed link to unsubscribe that names customer, campaign and message', async () => {
    const { unsubscribe = '' } = await sent('ana', { key: 77 })
    const token = unsubscribe.split('/').at(-1) ?? ''

    expect(unsubscribe).toMatch(/^http:\/\/127\.0\.0\.1:4601\/unsubscribe\//)
    expect(readLinkToken(app.secrets(), 'unsubscribe', token)).toEqual({
      purpose: 'unsubscribe',
      customer: keys.get('ana'),
      campaign: 'birthday',
      message: 77,
    })
    expect((await sent('ana', { purpose: 'service' })).unsubscribe).toBeUndefined()
  })

  it('that lacks something is not made, says why, and holds up no other', async () => {
    const emails = await renderEmails(app, app.at(now), [
      request('ana', { template: 'how-to', campaign: 'post-purchase', step: 'how-to' }),
      request('silent'),
      request('nobody'),
      request('ana', { template: 'missing' }),
      request('ana'),
    ])

    expect(emails.slice(0, 4).every((email) => 'failed' in email)).toBe(true)
    expect(emails[1]).toEqual({ failed: 'The customer has no address' })
    expect(emails[2]).toEqual({ failed: 'The customer is gone' })
    expect(emails[3]).toEqual({ failed: 'The template missing cannot be used: perennial check' })
    expect(emails[4]).toHaveProperty('html')
  })

  it('as bytes is a complete message of the shop', async () => {
    const composed = await composeEmail(app, now, request('ana'), await sent('ana'))

    const text = 'bytes' in composed ? Buffer.from(composed.bytes).toString('utf8') : ''
    expect(text).toMatch(/^From: "?Kava & Mlin"? <hej@kava-mlin\.example>\r?$/m)
    expect(text).toMatch(/^List-Unsubscribe: <http/m)
  })
})

describe('customers', () => {
  it('are found by id or by address in any case', async () => {
    expect(await findCustomer(app, 'ana')).toEqual({ key: keys.get('ana'), id: 'ana', name: 'Ana Horvat' })
    expect((await findCustomer(app, ' ANA@Kava.Example '))?.id).toBe('ana')
    expect(await findCustomer(app, 'nobody')).toBeUndefined()
  })

  it('are called by name, else address, else id', async () => {
    const names = await customerNames(app, ['ana', 'noname', 'silent'])

    expect(names.get('ana')).toEqual({ name: 'Ana Horvat', handle: 'ana@kava.example' })
    expect(names.get('noname')).toEqual({ name: 'noname@kava.example', handle: 'noname@kava.example' })
    expect(names.get('silent')).toEqual({ name: 'Mia', handle: 'silent' })
  })
})

describe('the age of the data and the queue', () => {
  it('the last import is remembered', async () => {
    expect(await lastImport(app)).toBeUndefined()
    await recordImport(app, now - 5)
    await recordImport(app, now)
    expect(await lastImport(app)).toBe(now)
  })

  it('an empty queue has no next, and a hurried one is due at once', async () => {
    expect(await nextDue(app)).toBeUndefined()
    const run = { slot: now, started_at: now, state: 'done', summary: '{}' }
    const { key } = await app.db.insertInto('runs').values(run).returning('key').executeTakeFirstOrThrow()
    await app.db
      .insertInto('messages')
      .values({
        ...{ campaign: 'birthday', step: 'birthday', occasion: '2026', state: 'queued', reason: 'due' },
        ...{ customer: keys.get('ana') ?? 0, purpose: 'marketing', template: 'birthday', run: key },
        ...{ started_at: now, due_day: 20_779, day: 20_779, send_at: now + 3_600_000, attempt: 0 },
      })
      .execute()

    expect(await nextDue(app)).toBe(now + 3_600_000)
    await hurryQueue(app.at(now))
    expect(await nextDue(app)).toBe(now)
  })
})
