import { sql } from 'kysely'
import type { Instant } from '../../src/clock.ts'
import { type ColumnType, inTransaction, type OpenDb, type Value } from '../../src/db/index.ts'
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
  const write = dialect.name === 'sqlite' ? oneByOne : inLots
  if (dialect.name === 'sqlite') await sql`pragma foreign_keys = off`.execute(db)
  await inTransaction(db, async (trx) => {
    const ctx = { db: trx, dialect }
    await write(ctx, 'customers', { key: 'integer', id: 'text' }, people())
    await write(ctx, 'orders', orderColumns, rows())
    const dated = [...first.keys()].filter((key) => key > 0 && Number.isFinite(first[key]))
    if (dialect.name === 'postgres') {
      await sql`
        update customers
        set exists_from = (select min(ordered_at) from orders where customer = customers.key)`.execute(trx)
      return
    }
    await dialect.runMany(
      trx,
      'update customers set exists_from = ? where key = ?',
      dated.map((key) => [first[key] ?? null, key]),
    )
  })
  if (dialect.name === 'sqlite') await sql`pragma foreign_keys = on`.execute(db)
  else await countOn(db)
}

type Columns = Readonly<Record<string, ColumnType>>
type Write = (
  ctx: Pick<OpenDb, 'db' | 'dialect'>,
  table: string,
  columns: Columns,
  rows: Iterable<readonly Value[]>,
) => Promise<void>

const orderColumns = {
  id: 'text',
  customer: 'integer',
  ordered_at: 'integer',
  total: 'integer',
  currency: 'text',
  status: 'text',
  refunded_total: 'integer',
  refunded_at: 'integer',
} satisfies Columns

const oneByOne: Write = async ({ db, dialect }, table, columns, rows) => {
  const names = Object.keys(columns)
  const places = names.map(() => '?').join(', ')
  await dialect.runMany(db, `insert into ${table} (${names.join(', ')}) values (${places})`, rows)
}

/** Many rows a statement: each is a way to the server and back. */
const inLots: Write = async ({ db, dialect }, table, columns, rows) => {
  let lot: (readonly Value[])[] = []
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)))
  const flush = async () => {
    if (lot.length === 0) return
    await sql`
      insert into ${sql.table(table)} (${names})
      select ${names} from ${dialect.rows(columns, lot)} as given`.execute(db)
    lot = []
  }
  for (const row of rows) {
    lot.push(row)
    if (lot.length === LOT) await flush()
  }
  await flush()
}

const LOT = 20_000

/** Keys were given: the database counts on from the last. */
async function countOn(db: OpenDb['db']): Promise<void> {
  await sql`select setval(pg_get_serial_sequence('customers', 'key'), (select max(key) from customers))`.execute(db)
  await sql`analyze`.execute(db)
}
