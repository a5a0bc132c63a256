import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder

/** Ana bought tea, Bo to Di tea and a pot; Eva later, with a cup. */
beforeAll(async () => {
  shop = shopFolder('2026-11-22T09:00:00Z')
  const people = ['ana,Ana', 'bo,Bo', 'cy,Cy', 'di,Di', 'eva,Eva']
  await shop.importLines('customers', 'customer_id,first_name', ...people)
  await shop.importLines(
    'products',
    'product_id,name,category,price,currency',
    'tea,Tea,tea,5.90,EUR',
    'pot,Pot,pots,,',
    'cup,Cup,cups,,',
  )
  const orders = ['ana', 'bo', 'cy', 'di'].map((id) => `o-${id},${id},2026-10-01T10:00:00Z,20,EUR`)
  await shop.importLines(
    'orders',
    'order_id,customer_id,ordered_at,total,currency',
    ...orders,
    'o-eva,eva,2026-11-20T10:00:00Z,20,EUR',
  )
  const lines = ['o-ana,tea', ...['o-bo', 'o-cy', 'o-di'].flatMap((id) => [`${id},tea`, `${id},pot`]), 'o-eva,cup']
  await shop.importLines(
    'order-lines',
    'order_id,product_id,quantity,unit_price',
    ...lines.map((line) => `${line},1,5.90`),
  )
})
afterAll(() => shop.remove())

describe('perennial recommend', () => {
  it('says which products, and why by the name of the customer', async () => {
    const { out, code } = await shop.run('recommend', 'ana')
    expect(code).toBe(0)
    expect(out).toContain('What an email recommends to Ana')
    expect(out).toMatch(/^ {2}1 {2}Pot +pots +because Ana bought Tea$/m)
    expect(out).toMatch(/^ {2}2 {2}Cup +cups +sells best$/m)
    expect(out).toContain('Next best category: pots')
  })

  it('gives machines the same, and on an earlier day what was known then', async () => {
    const { json } = await shop.run('recommend', 'ana', '--json', '--as-of', '2026-11-01')
    expect(json()).toEqual({
      customer: 'ana',
      asOf: '2026-10-31T23:00:00.000Z',
      products: [
        {
          ...{ id: 'pot', name: 'Pot', category: 'pots', brand: null, price: null, currency: 'EUR', url: null },
          ...{ image: null, because: { is: 'bought together', of: 'Tea' }, text: 'because Ana bought Tea' },
        },
      ],
      nextCategory: 'pots',
    })
  })

  it('is told by why, too, for the emails of a campaign', async () => {
    const { out } = await shop.run('why', 'ana', 'win-back')
    expect(out).toMatch(/^ {2}we-miss-you recommends\n {4}Pot {2}because Ana bought Tea$/m)
  })

  it('stands in the JSON of why in the same words, for one campaign as for all', async () => {
    const pot = {
      ...{ id: 'pot', name: 'Pot', category: 'pots', brand: null, price: null, currency: 'EUR', url: null },
      ...{ image: null, because: { is: 'bought together', of: 'Tea' }, text: 'because Ana bought Tea' },
    }
    type Answer = { campaigns: { campaign: string; recommendations: { step: string; products: unknown[] }[] }[] }
    const one = (await shop.run('why', 'ana', 'win-back', '--json')).json<Answer>().campaigns
    const cup = expect.objectContaining({ id: 'cup', because: { is: 'bestseller', country: null }, text: 'sells best' })
    expect(one.map(({ recommendations }) => recommendations)).toEqual([[{ step: 'we-miss-you', products: [pot, cup] }]])

    const all = (await shop.run('why', 'ana', '--json')).json<Answer>().campaigns
    expect(all.find(({ campaign }) => campaign === 'win-back')).toEqual(one[0])
    // An email that shows none has none.
    expect(all.find(({ campaign }) => campaign === 'birthday')?.recommendations).toEqual([])
  })
})
