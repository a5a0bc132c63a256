import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, checkShop, type EmailRequest, renderEmails } from '../../src/app/index.ts'
import { importFiles } from '../../src/ingest/index.ts'
import { filesOf, openedApp, shippedShop } from './support.ts'

const now = Date.UTC(2026, 10, 22, 8)
const TYPES = `attributes:
  brews_with: {type: text}
  cups: {type: number}
  budget: {type: money}
  since: {type: date}
  name_day: {type: yearly}
  member: {type: yes/no}
  grinders: {type: list}
  pet: {type: text}
`
const TEXT = `{{default customer.brews_with "something"}}, {{#if customer.cups}}{{number customer.cups}} cups{{/if}},
{{#if customer.budget}}{{money customer.budget}}{{/if}}, {{#if customer.since}}{{date customer.since}}{{/if}},
{{#if customer.name_day}}{{date customer.name_day style="day"}}{{/if}}, {{#if customer.member}}member{{else}}guest{{/if}},
{{#if customer.grinders}}{{list customer.grinders}}{{/if}}, {{default customer.pet "no pet"}}`

describe('the shop’s own attributes in an email', () => {
  let shop: ReturnType<typeof shippedShop>
  let app: App

  beforeAll(async () => {
    shop = shippedShop()
    const file = join(shop.dir, 'perennial.yaml')
    const text = readFileSync(file, 'utf8').replace(/^attributes:\n(?: {2}.*\n)+/m, TYPES)
    writeFileSync(file, text)
    const email = join(shop.dir, 'templates', 'birthday.mjml')
    const mjml = readFileSync(email, 'utf8')
    writeFileSync(
      email,
      mjml.replace(
        '</mj-body>',
        `<mj-section><mj-column><mj-text>${TEXT}</mj-text></mj-column></mj-section></mj-body>`,
      ),
    )
    app = await openedApp(shop.dir, now)
    const csv = join(shop.dir, 'customers.csv')
    const rows = [
      'customer_id,email,language,time_zone,brews_with,cups,budget,since,name_day,member,grinders,pet',
      'ana,ana@kava.example,en,America/Los_Angeles,Džezva & filter,1200,49.90,2024-03-05,--12-06,yes,"Niche, Comandante",',
      'bo,bo@kava.example,en,,,,,,,no,,',
    ]
    writeFileSync(csv, rows.join('\n'))
    await importFiles(app.at(now), app.shop, { kind: 'customers', files: [csv] })
  })
  afterAll(async () => {
    await app.close()
    shop.remove()
  })

  const textTo = async (id: string) => {
    const { key } = await app.db.selectFrom('customers').select('key').where('id', '=', id).executeTakeFirstOrThrow()
    const request: EmailRequest = {
      key: 0,
      customer: key,
      campaign: 'birthday',
      step: 'birthday',
      variant: null,
      template: 'birthday',
      purpose: 'marketing',
      order: null,
    }
    const [email] = await renderEmails(app, app.at(now), [request])
    if (!email || 'failed' in email) throw new Error(email?.failed)
    return email.text.replaceAll(/\s+/g, ' ')
  }

  it('are shown as what they are: words, numbers, money, days of any zone, lists', async () => {
    expect(await textTo('ana')).toContain(
      'Džezva & filter, 1,200 cups, €49.90, March 5, 2024, December 6, member, Niche and Comandante, no pet',
    )
  })

  it('that a customer does not have leave the email whole', async () => {
    expect(await textTo('bo')).toMatch(/something, ,\s?,\s?,\s?, guest,\s?, no pet/)
  })

  it('are known to check', async () => {
    expect((await checkShop(filesOf(shop.dir), now)).problems).toEqual([])
  })
})
