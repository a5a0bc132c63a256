import { sql } from 'kysely'
import type { Instant } from '../../src/clock.ts'
import { inTransaction, type OpenDb, type Value } from '../../src/db/index.ts'
import { numbersFrom } from '../../test/support/numbers-from.ts'

const DAY = 86_400_000

/** How large a generated shop is, and up to when its orders reach. */
export interface Size {
  readonly customers: number
  readonly orders: number
  readonly now: Instant
}

/** Seeded; most customers order once or twice, few often, amounts are skewed, four years deep. */
export async function generateShop({ db, dialect }: OpenDb, { customers, orders, now }: Size): Promise<void> {
  console.error('generating the shop …')
  const next = numbersFrom(20_261_122)
  const first = new Float64Array(customers + 1).fill(Number.POSITIVE_INFINITY)
  const rows = function* (): Generator<readonly Value[]> {
    for (let i = 1; i <= orders; i++) {
      const customer = 1 + Math.floor(customers * next() ** 1.6)
      const at = now + DAY - Math.floor(1400 * DAY * next() ** 1.3)
      const total = Math.round(500 + 9500 * next() ** 4 * 8)
      const status = next() < 0.03 ? 'cancelled' : 'paid'
      const refunded = next() < 0.03
      first[customer] = Math.min(first[customer] ?? at, at)
      yield [`o${i}`, customer, at, total, 'EUR', status, refunded ? total : 0, refunded ? at + 5 * DAY : null]
    }
  }
  const people = function* (): Generator<readonly Value[]> {
    for (let key = 1; key <= customers; key++) yield [key, `c${key}`]
  }
  await sql`pragma foreign_keys = off`.execute(db)
  await inTransaction(db, async (trx) => {
    await dialect.runMany(trx, 'insert into customers (key, id) values (?, ?)', people())
    await dialect.runMany(
      trx,
      `insert into orders (id, customer, ordered_at, total, currency, status, refunded_total, refunded_at)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      rows(),
    )
    const dated = [...first.keys()].filter((key) => key > 0 && Number.isFinite(first[key]))
    await dialect.runMany(
      trx,
      'update customers set exists_from = ? where key = ?',
      dated.map((key) => [first[key] ?? null, key]),
    )
  })
  await sql`pragma foreign_keys = on`.execute(db)
}
