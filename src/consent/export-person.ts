import { sql } from 'kysely'
import { isoInstant } from '../clock.ts'
import { type DbContext, unpackedId } from '../db/index.ts'

/** A row as its owner reads it: no keys of our own, instants in ISO 8601. */
type Told = Readonly<Record<string, unknown>>

/** Everything that is kept about one person (PRIV-04). */
export type ExportedPerson = Readonly<Record<string, Told | readonly Told[]>>

/** Reads everything that is kept about a customer (key), table by table; amounts are in minor units of the currency. */
export async function exportPerson(ctx: DbContext, customer: number): Promise<ExportedPerson> {
  const read = async (table: string, by = 'customer') => {
    // Each table begins with its key, or with the three columns that make it at most.
    const { rows } = await sql<Record<string, unknown>>`
      select * from ${sql.table(table)} where ${sql.ref(by)} = ${customer} order by 1, 2, 3`.execute(ctx.db)
    return rows
  }
  const orders = await read('orders')
  const lines = await sql<Record<string, unknown>>`
    select order_lines.*
    from order_lines
    join orders on orders.key = order_lines."order"
    where orders.customer = ${customer}
    order by order_lines.key`.execute(ctx.db)
  const tables: [string, Told[]][] = []
  for (const table of OF_A_PERSON) tables.push([table, (await read(table)).map(told)])
  return {
    customer: told((await read('customers', 'key'))[0] ?? {}),
    ...Object.fromEntries(tables),
    orders: orders.map((order) => ({
      ...told(order),
      lines: lines.rows.filter((line) => line.order === order.key).map(told),
    })),
  }
}

const OF_A_PERSON = [
  ...(['customer_tags', 'customer_attributes', 'consents', 'tracking_consents', 'customer_pauses'] as const),
  ...(['suppressions', 'events', 'memberships', 'messages', 'message_events'] as const),
] as const

/** Columns that only say how rules compare or how rows hang together. */
const OURS = /(^|_)folded$|^(key|customer|order|run|batch|hash|copy|matched|lease_until|attempt)$/
const INSTANT = /(^|_)(at|since|until|from)$/

function told(row: Readonly<Record<string, unknown>>): Told {
  const entries = Object.entries(row).filter(([name]) => !OURS.test(name))
  return Object.fromEntries(entries.map(([name, value]) => [name, shown(name, value)]))
}

function shown(name: string, value: unknown): unknown {
  // Was a member before anybody counted.
  if (name === 'entered_at' && value === 0) return null
  if (typeof value === 'number' && INSTANT.test(name)) return isoInstant(value)
  if (name === 'provider_id' && typeof value === 'string') return unpackedId(value)
  return name === 'properties' && typeof value === 'string' ? JSON.parse(value) : value
}
