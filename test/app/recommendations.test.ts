import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, checkShop, renderEmails } from '../../src/app/index.ts'
import { importFiles } from '../../src/ingest/index.ts'
import { filesOf, openedApp, shippedShop } from './support.ts'

const now = Date.UTC(2026, 10, 22, 8)
const SEGMENT = 'segment: only-tea\nwho: {all: [{bought: {category: tea}}], none: [{bought: {category: coffee}}]}\n'

describe('recommendations in an email', () => {
  let shop: ReturnType<typeof shippedShop>
  let app: App
  const keys = new Map<string, number>()

  beforeAll(async () => {
    shop = shippedShop()
    const rule = `recommend: {none: [{category: equipment, for: only-tea}]}`
    const perennial = join(shop.dir, 'perennial.yaml')
    writeFileSync(perennial, `${readFileSync(perennial, 'utf8')}\n${rule}\n`)
    writeFileSync(join(shop.dir, 'segments', 'only-tea.yaml'), SEGMENT)
    app = await openedApp(shop.dir, now)
    const load = async (kind: 'customers' | 'products' | 'orders' | 'order-lines', rows: readonly string[]) => {
      const file = join(shop.dir, `${kind}.csv`)
      writeFileSync(file, `${rows.join('\n')}\n`)
      await importFiles(app.at(now), app.shop, { kind, files: [file] })
    }
    const people = ['ana', 'tea', 'a', 'b', 'c', 'd', 'e']
    await load('customers', [
      'customer_id,email,first_name,language,currency,country',
      'ana,ana@kava.example,Ana,en,CZK,',
      ...people.slice(1).map((id) => `${id},${id}@kava.example,,en,,`),
    ])
    await load('products', [
      'product_id,name,category,price,currency,url,image',
      'mill,"Mill & <Co>",equipment,40,EUR,https://kava.example/mill?a=1&b=2,https://kava.example/mill.jpg',
      'pot,Pot,equipment,,,javascript:alert(1),',
      'beans,Beans,coffee,8.90,EUR,,',
      'mint,Mint,tea,,,,',
    ])
    const orders = people.map(
      (id) => [id, id === 'tea' ? ['mint'] : id === 'ana' ? ['beans'] : ['beans', 'mill', 'pot', 'mint']] as const,
    )
    await load('orders', [
      'order_id,customer_id,ordered_at,total,currency,status',
      ...orders.map(([id]) => `o-${id},${id},2026-10-01T10:00:00Z,30.50,EUR,paid`),
    ])
    await load('order-lines', [
      'order_id,product_id,quantity,unit_price',
      ...orders.flatMap(([id, products]) => products.map((product) => `o-${id},${product},1,10`)),
    ])
    for (const { id, key } of await app.db.selectFrom('customers').select(['id', 'key']).execute()) keys.set(id, key)
  })
  afterAll(async () => {
    await app.close()
    shop.remove()
  })

  const email = async (customer: string) => {
    const request = {
      key: 0,
      customer: keys.get(customer) ?? 0,
      campaign: 'win-back',
      step: 'we-miss-you',
      variant: null,
    }
    const more = { template: 'we-miss-you', purpose: 'marketing', order: null } as const
    const [made] = await renderEmails(app, app.at(now), [{ ...request, ...more }])
    if (!made || 'failed' in made) throw new Error(made?.failed)
    return made
  }

  it('have picture, link, price in the customer’s currency and reason, each where it is there', async () => {
    const { html, text } = await email('ana')
    expect(html).toContain('src="https://kava.example/mill.jpg"')
    expect(html).toMatch(/href="https:\/\/kava\.example\/mill\?a(=|&#x3D;)1&amp;b(=|&#x3D;)2"/)
    expect(html).toContain('Mill &amp; &lt;Co&gt;')
    expect(html).toContain('about CZK&nbsp;1,000.00'.replace('&nbsp;', '\u00a0'))
    expect(text).toContain('Goes well with Beans')
    // A link that no email may show is left out, and so are a picture and a price that are not there.
    expect(html).toContain('Pot')
    expect(html).not.toContain('javascript')
    expect(html).not.toContain('<img src=""')
  })

  it('keep the rules of the shop: who buys only tea is not told of the mill', async () => {
    const { html } = await email('tea')
    expect(html).toContain('Beans')
    expect(html).not.toContain('Mill')
    expect(html).not.toContain('Pot')
  })

  it('leave no hole where there are none', async () => {
    await app.db.deleteFrom('products').execute()
    const { html, text } = await email('ana')
    expect(html).not.toContain('offered')
    expect(text).not.toContain('Perhaps something for you')
  })

  it('are checked: the segment of an exclusion must be there', async () => {
    const perennial = join(shop.dir, 'perennial.yaml')
    const text = readFileSync(perennial, 'utf8')
    writeFileSync(perennial, text.replace('for: only-tea', 'for: only-te'))
    const { problems: unknown } = await checkShop(filesOf(shop.dir), now)
    writeFileSync(perennial, text)
    expect(unknown.map(({ code, try: line }) => [code, line])).toEqual([['unknown-segment', 'only-tea']])
  })
})
