import { sql } from 'kysely'
import type { openTestShop } from '../support/open-test-shop.ts'

export type TestShop = Awaited<ReturnType<typeof openTestShop>>

/** A product of the catalogue; what is left out the shop does not say. */
export interface TestProduct {
  readonly name?: string
  readonly category?: string
  readonly brand?: string
  readonly price?: number
  readonly url?: string
  readonly image?: string
}

/** Puts products into the catalogue of a shop. */
export async function addProducts({ db }: TestShop, products: Readonly<Record<string, TestProduct>>): Promise<void> {
  for (const [
    id,
    { name = id, category = null, brand = null, price = null, url = null, image = null },
  ] of Object.entries(products)) {
    const folded = { name_folded: name.toLowerCase(), category_folded: category?.toLowerCase() ?? null }
    const row = { id, sku: null, name, category, brand, brand_folded: brand?.toLowerCase() ?? null, ...folded }
    await db
      .insertInto('products')
      .values({ ...row, price, currency: price === null ? null : 'EUR', url, image })
      .execute()
  }
}

let orders = 0

/** An order of some products by a customer; `refunded`: what came back of it and when. */
export async function buys(
  shop: TestShop,
  customer: string,
  when: string,
  products: readonly string[],
  { status = 'paid', refunded }: { readonly status?: string; readonly refunded?: readonly [number, string] } = {},
): Promise<string> {
  orders += 1
  const id = `o${orders}`
  await shop.order(id, customer, when, 1000, status)
  const { key } = await shop.db.selectFrom('orders').select('key').where('id', '=', id).executeTakeFirstOrThrow()
  if (refunded) {
    const [total, at] = refunded
    await sql`update orders set refunded_total = ${total}, refunded_at = ${shop.at(at)} where key = ${key}`.execute(
      shop.db,
    )
  }
  await addLines(shop, key, products)
  return id
}

/** Lines of an order (key): one piece of each product. */
export async function addLines(
  { db }: Pick<TestShop, 'db'>,
  order: number,
  products: readonly string[],
): Promise<void> {
  const empty = { sku: null, name: null, name_folded: null, category: null, category_folded: null }
  for (const product_id of products) {
    await db
      .insertInto('order_lines')
      .values({
        ...{ ...empty, brand: null, brand_folded: null, quantity: 1, total_milli: 1_000_000 },
        ...{ order, product_id, hash: product_id, copy: 0 },
      })
      .execute()
  }
}
