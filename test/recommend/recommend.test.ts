import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noRecommend, type Recommend } from '../../src/config/index.ts'
import { advanceModel, recommend, type Recommendations } from '../../src/recommend/index.ts'
import { openTestShop } from '../support/open-test-shop.ts'
import { addProducts, buys, type TestShop } from './a-catalogue.ts'

let shop: TestShop
beforeEach(async () => {
  shop = await openTestShop({})
  await addProducts(shop, {
    espresso: { name: 'Espresso', category: 'Coffee', brand: 'Mlin', price: 990 },
    filter: { name: 'Filter', category: 'Coffee', brand: 'Mlin' },
    grinder: { name: 'Grinder', category: 'Equipment', brand: 'Mlinar' },
    scale: { name: 'Scale', category: 'Equipment', brand: 'Mlinar' },
    mint: { name: 'Mint', category: 'Tea', brand: 'Lipa' },
    linden: { name: 'Linden', category: 'Tea', brand: 'Lipa' },
  })
  // Ten who buy espresso and a grinder, six mint and linden, three filter, five of Slovenia the scale.
  const lots = [
    ['HR', 10, ['espresso', 'grinder']],
    ['HR', 6, ['mint', 'linden']],
    ['HR', 3, ['filter']],
    ['SI', 5, ['scale']],
  ] as const
  for (const [country, count, products] of lots) {
    for (let i = 0; i < count; i += 1) {
      await shop.customer(`${products[0]}${i}`, { country })
      await buys(shop, `${products[0]}${i}`, '2026-01-10', products)
    }
  }
})
afterEach(() => shop.close())

describe('what is recommended', () => {
  it('is what was bought together, the closest first, with its reason', async () => {
    await shop.customer('ana', { country: 'HR' })
    await buys(shop, 'ana', '2026-01-20', ['espresso'])
    const { products } = await told('ana')
    expect(products[0]).toMatchObject({
      product: { id: 'grinder', name: 'Grinder', category: 'Equipment', price: null, url: null, image: null },
      because: { is: 'bought together', of: 'Espresso' },
    })
  })

  it('goes on with bestsellers of the next best category, then of the country, then of all', async () => {
    await shop.customer('ana', { country: 'SI' })
    await buys(shop, 'ana', '2026-01-20', ['espresso'])
    const found = await told('ana')
    expect(found.nextCategory).toBe('Equipment')
    expect(inShort(found)).toEqual([
      'grinder bought together',
      'scale next category',
      'linden bestseller',
      'mint bestseller',
    ])
  })

  it('is what sells in the country, to who bought nothing yet, and nothing of elsewhere before it', async () => {
    await shop.customer('eva', { country: 'SI' })
    const { products } = await told('eva')
    expect(products.map(({ product, because }) => [product.id, because])).toEqual([
      ['scale', { is: 'bestseller', country: 'SI' }],
      ['espresso', { is: 'bestseller', country: null }],
      ['grinder', { is: 'bestseller', country: null }],
      ['linden', { is: 'bestseller', country: null }],
    ])
  })

  it('is never what was bought a short while ago, and again what is bought again and again', async () => {
    await shop.customer('ana')
    for (const day of ['2026-01-02', '2026-01-12', '2026-02-01']) await buys(shop, 'ana', day, ['filter'])
    await buys(shop, 'ana', '2026-03-01', ['espresso'])
    expect(ids(await told('ana', '2026-04-01'))).not.toContain('filter')
    expect(ids(await told('ana', '2026-04-03'))[0]).toBe('filter')
    expect((await told('ana', '2026-04-03')).products[0]?.because).toEqual({ is: 'bought before', times: 3 })
    expect(ids(await told('ana', '2026-04-03', { again: 'never' }))).not.toContain('filter')
    expect(ids(await told('ana', '2026-04-03'))).not.toContain('espresso')
  })

  it('is never what went back, in part or as a whole, once that is known', async () => {
    await shop.customer('ana')
    await buys(shop, 'ana', '2025-06-01', ['grinder'], { refunded: [1, '2026-02-02'] })
    await buys(shop, 'ana', '2026-01-01', ['espresso'])
    expect(ids(await told('ana', '2026-02-01'))).toContain('grinder')
    expect(ids(await told('ana', '2026-02-03'))).not.toContain('grinder')
  })

  it('keeps the rules of the shop: how many, from where, and none of what is not wanted', async () => {
    await shop.customer('ana')
    await buys(shop, 'ana', '2026-01-20', ['espresso'])
    const choice = { product: undefined, category: undefined, brand: undefined }
    const place = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 }
    const not = (more: object) => ({ none: [{ ...choice, for: undefined, place, ...more }] })
    expect(ids(await told('ana', NOW, { atMost: 2 }))).toHaveLength(2)
    expect(ids(await told('ana', NOW, { from: { ...choice, category: ['tea'] } }))).toEqual(['linden', 'mint'])
    expect(ids(await told('ana', NOW, not({ category: ['equipment'] })))).toEqual(['linden', 'mint', 'filter'])
    expect(ids(await told('ana', NOW, not({ product: ['grinder'], brand: ['lipa'] })))).toContain('grinder')
    expect(ids(await told('ana', NOW, not({ product: ['linden'], brand: ['lipa'] })))).not.toContain('linden')
  })

  it('is nothing that is not in the catalogue: it has no name to show', async () => {
    for (let i = 0; i < 3; i += 1) await buys(shop, `espresso${i}`, '2026-01-11', ['secret'])
    await shop.customer('ana')
    await buys(shop, 'ana', '2026-01-20', ['espresso'])
    expect(ids(await told('ana'))).not.toContain('secret')
  })
})

describe('as of an instant', () => {
  it('nothing that happened later changes what is recommended, whatever runs were since', async () => {
    // given what is recommended on a day
    await shop.customer('ana', { country: 'HR' })
    await buys(shop, 'ana', '2026-01-20', ['espresso', 'filter'])
    const before = await told('ana', '2026-02-01')
    // when others buy filters and scales together, Ana sends hers back, and the tables are counted for a later day
    for (let i = 0; i < 9; i += 1) {
      await buys(shop, `espresso${i}`, '2026-02-01 00:00:01', ['filter', 'scale'])
    }
    await buys(shop, 'ana', '2026-02-02', ['grinder'])
    await sql`update orders set refunded_total = 1, refunded_at = ${shop.at('2026-02-03')}`.execute(shop.db)
    await advanceModel({ ...shop, now: shop.at('2026-02-04') }, shop.shop)
    // then the same was recommended then
    expect(await told('ana', '2026-02-01')).toEqual(before)
    expect(await told('ana', '2026-02-04')).not.toEqual(before)
  })

  it('the stored tables say the same as those counted now', async () => {
    await shop.customer('ana', { country: 'SI' })
    await buys(shop, 'ana', '2026-01-20', ['mint'])
    const counted = await told('ana')
    await advanceModel({ ...shop, now: shop.at(NOW) }, shop.shop)
    expect(await told('ana')).toEqual(counted)
  })

  it('looking back, what goes together is what the run before knew', async () => {
    await shop.customer('ana')
    await buys(shop, 'ana', '2026-01-20', ['filter'])
    await shop.run('2026-02-01 08:00')
    await advanceModel({ ...shop, now: shop.at('2026-02-01 08:00') }, shop.shop)
    for (let i = 0; i < 3; i += 1) await buys(shop, `filter${i}`, '2026-02-01 09:00', ['scale'])
    const then = await told('ana', '2026-02-01 10:00')
    expect(inShort(then)).not.toContain('scale bought together')
    await advanceModel({ ...shop, now: shop.at('2026-02-02 08:00') }, shop.shop)
    expect(await told('ana', '2026-02-01 10:00')).toEqual(then)
    expect(inShort(await told('ana', '2026-02-02 10:00'))).toContain('scale bought together')
  })
})

const NOW = '2026-02-01'

async function told(id: string, when = NOW, rules: Partial<Recommend> = {}): Promise<Recommendations> {
  const { key } = await shop.db.selectFrom('customers').select('key').where('id', '=', id).executeTakeFirstOrThrow()
  const asked = { shop: shop.shop, customers: [key], rules: { ...noRecommend, ...rules }, patience: 'short' } as const
  return (await recommend({ ...shop, now: shop.at(when) }, asked)).get(key) as Recommendations
}

function ids({ products }: Recommendations): string[] {
  return products.map(({ product }) => product.id)
}

function inShort({ products }: Recommendations): string[] {
  return products.map(({ product, because }) => `${product.id} ${because.is}`)
}
