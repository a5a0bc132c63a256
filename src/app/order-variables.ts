import type { DbContext } from '../db/index.ts'
import type { Json, Variables } from '../render/index.ts'

/** The orders of a batch by key, as templates call them: `order.*` and `items`. Two queries however many. */
export async function orderVariables(
  ctx: DbContext,
  currency: string,
  keys: readonly (number | null)[],
): Promise<ReadonlyMap<number, Variables>> {
  const wanted = [...new Set(keys.filter((key) => key !== null))]
  if (wanted.length === 0) return new Map()
  const orders = await ctx.db.selectFrom('orders').selectAll().where('key', 'in', wanted).execute()
  const items = await itemsOf(ctx, currency, wanted)
  return new Map(
    orders.map(({ key, id, ordered_at, total, status }) => {
      const order = { id, ordered_at, total: { amount: total, currency }, status }
      return [key, { order, items: items.get(key) ?? [] }]
    }),
  )
}

async function itemsOf(ctx: DbContext, currency: string, orders: readonly number[]): Promise<Map<number, Json[]>> {
  const lines = await ctx.db
    .selectFrom('order_lines')
    .leftJoin('products', 'products.id', 'order_lines.product_id')
    .select(['order', 'quantity', 'total_milli', 'order_lines.name as name', 'products.name as product', 'product_id'])
    .where('order', 'in', orders)
    .orderBy('order_lines.key')
    .execute()
  const items = new Map<number, Json[]>()
  for (const { order, quantity, total_milli, name, product, product_id } of lines) {
    const total = { amount: Math.round(total_milli / 1000), currency }
    const item = { name: name ?? product ?? product_id, quantity, total }
    items.set(order, [...(items.get(order) ?? []), item])
  }
  return items
}
