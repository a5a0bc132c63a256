import { createHash } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createGunzip, gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse'
import type { Instant } from '../../src/clock.ts'
import { inTransaction, type OpenDb } from '../../src/db/index.ts'

/** The data beside the checkout; tests skip visibly where it is absent. */
export const shared = resolve(import.meta.dirname, '../../../shared')

/** An order as the oracles count it: id, customer, instant, thousandths of the currency's unit. */
export interface RealOrder {
  readonly id: string
  readonly customer: string
  at: Instant
  milli: number
}

/** Online Retail under policy A: customers known, no cancellations, positive quantity and price; copies kept. */
export async function onlineRetail(): Promise<RealOrder[]> {
  const file = createReadStream(resolve(shared, 'data/online-retail/online_retail.csv.gz'))
  const lines = file.pipe(createGunzip()).pipe(parse({ columns: true }))
  const orders = new Map<string, RealOrder>()
  for await (const line of lines as AsyncIterable<Record<string, string>>) {
    const { InvoiceNo: id = '', CustomerID: customer = '', Quantity = '', UnitPrice = '', InvoiceDate = '' } = line
    if (customer === '' || id.startsWith('C') || Number(Quantity) <= 0 || Number(UnitPrice) <= 0) continue
    const at = Date.parse(`${InvoiceDate.replace(' ', 'T')}Z`)
    const milli = Number(Quantity) * Math.round(Number(UnitPrice) * 1000)
    const order = orders.get(id)
    if (order) {
      order.at = Math.min(order.at, at)
      order.milli += milli
    } else orders.set(id, { id, customer: customer.replace(/\.0$/, ''), at, milli })
  }
  return [...orders.values()]
}

/** CDNOW, policy L: each of the fixed-width lines is an order at midnight UTC. */
export function cdnow(): RealOrder[] {
  const text = gunzipSync(readFileSync(resolve(shared, 'data/cdnow/CDNOW_master.txt.gz'))).toString('ascii')
  return text
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => /^\d+$/.test(cells[0] ?? ''))
    .map(([customer = '', day = '', , dollars = ''], i) => ({
      id: `${i + 1}`,
      customer,
      at: Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`),
      milli: Math.round(Number(dollars) * 1000),
    }))
}

/** Writes orders and their customers into an empty database; totals are rounded to the minor unit. */
export async function fillOrders({ db, dialect }: OpenDb, orders: readonly RealOrder[], currency: string) {
  const keys = new Map<string, number>()
  const first = new Map<string, Instant>()
  for (const { customer, at } of orders) {
    if (!keys.has(customer)) keys.set(customer, keys.size + 1)
    first.set(customer, Math.min(at, first.get(customer) ?? at))
  }
  await inTransaction(db, async (trx) => {
    const people = [...keys].map(([id, key]) => [key, id, first.get(id) ?? null] as const)
    await dialect.runMany(trx, 'insert into customers (key, id, exists_from) values (?, ?, ?)', people)
    const rows = orders.map(({ id, customer, at, milli }) => {
      return [id, keys.get(customer) ?? 0, at, Math.round(milli / 10), currency, 'paid'] as const
    })
    const insert = 'insert into orders (id, customer, ordered_at, total, currency, status) values (?, ?, ?, ?, ?, ?)'
    await dialect.runMany(trx, insert, rows)
  })
}

/** The hash by which oracles name a set of customers. */
export function hashOf(ids: readonly string[]): string {
  return createHash('sha256')
    .update([...ids].sort().join('\n'))
    .digest('hex')
}
