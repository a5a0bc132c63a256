import { sql } from 'kysely'
import type { Shop } from '../config/index.ts'
import type { OpenDb } from '../db/index.ts'
import type { Longest, Variables } from '../render/index.ts'
import { type Invented, longestOf } from './invented-customer.ts'
import { orderVariables } from './order-variables.ts'

/** The longest values of the shop's own customers and orders, for how long emails become; undefined without customers. */
export async function longestValues(
  { db, dialect }: OpenDb,
  shop: Shop,
  orders: 'with orders' | 'without',
): Promise<Longest | undefined> {
  const texts = await longestTexts(db)
  if (texts === undefined) return undefined
  const order = orders === 'with orders' ? await largestOrder(db) : undefined
  const ctx = { db, dialect, now: 0 }
  const customer = { ...texts, ...(await longestAttributes(db, shop)) }
  const variables = order === undefined ? undefined : (await orderVariables(ctx, shop.currency, [order])).get(order)
  return longestOf(shop, { from: 'customers', customer, order: variables ?? {} } satisfies Invented)
}

const COLUMNS = ['id', 'email', 'first_name', 'last_name', 'city', 'country'] as const
/** Put before each text, so that the greatest is the longest; its digits are cut off again. */
const MOST = 1_000_000

/** One reading of the table: the longest text of each column, wherever it stands. */
async function longestTexts(db: OpenDb['db']): Promise<Variables | undefined> {
  const columns = COLUMNS.map((column) => {
    const text = sql.ref(column)
    return sql`max(cast(${sql.lit(MOST)} + length(${text}) as text) || ${text}) as ${text}`
  })
  const { rows } = await sql<Record<string, string | null>>`
    -- one row: the longest text of each column, after its length
    select ${sql.join(columns)}
    from customers`.execute(db)
  const [row] = rows
  if (!row || row.id === null) return undefined
  return Object.fromEntries(COLUMNS.map((column) => [column, row[column]?.slice(String(MOST).length)]))
}

/** The longest text of each of the shop's own attributes, and the longest list made of such. */
async function longestAttributes(db: OpenDb['db'], { attributes }: Shop): Promise<Variables> {
  const wanted = attributes.filter(({ type }) => type === 'text' || type === 'list')
  if (wanted.length === 0) return {}
  const names = wanted.map(({ name }) => name)
  const { rows } = await sql<{ name: string; text: string; last: number }>`
    -- one row per attribute: its longest text, after its length, and the last place in a list
    select name, max(cast(${sql.lit(MOST)} + length(text) as text) || text) as text, max(position) as last
    from customer_attributes
    where name in (${sql.join(names)}) and text is not null
    group by name`.execute(db)
  return Object.fromEntries(
    rows.map(({ name, text, last }) => {
      const longest = text.slice(String(MOST).length)
      const isList = wanted.some((one) => one.name === name && one.type === 'list')
      return [name, isList ? Array.from({ length: Number(last) + 1 }, () => longest) : longest]
    }),
  )
}

/** The key of the order with the most lines. */
async function largestOrder(db: OpenDb['db']): Promise<number | undefined> {
  const { rows } = await sql<{ order: number }>`
    -- the order with the most lines, the latest of several
    select "order"
    from order_lines
    group by "order"
    order by count(*) desc, "order" desc
    limit 1`.execute(db)
  return rows[0] && Number(rows[0].order)
}
