import { type RawBuilder, sql } from 'kysely'
import type { DbContext } from '../../db/index.ts'
import { ORDER_COLUMNS, orderRow } from '../rows/order-row.ts'
import type { Reading } from '../rows/reading.ts'
import { refreshExistsFrom } from './exists-from.ts'
import type { Intake } from './intake.ts'
import { adoptWaitingLines } from './lines.ts'
import { markOf } from './mark.ts'
import { BOOKKEEPING, countOutcomes, settleStanding } from './outcomes.ts'
import { resolveCustomers } from './resolve-customers.ts'
import { openStage } from './stage.ts'
import { noteOutcomes, writeNoted } from './write-by-id.ts'

const COLUMNS = { ...ORDER_COLUMNS, ...BOOKKEEPING, customer: 'integer' } as const

/** Takes in orders of one file. */
export async function orderIntake(ctx: DbContext, reading: Reading): Promise<Intake> {
  const { db } = ctx
  const indexes = [
    ['id', 'n'],
    ['customer_id', 'n'],
    ['email_folded', 'n'],
  ]
  const stage = await openStage(ctx, 'orders', COLUMNS, indexes)
  const read = orderRow(reading)
  return {
    add(record, n) {
      const row = read(record)
      return row && stage.add([...row, n, record.line, markOf(row), 1, null, null])
    },
    async merge() {
      await stage.flush()
      await settleStanding(db, stage.table)
      await resolveCustomers(db, stage.table)
      const touched = await touchedCustomers(ctx, stage.table)
      await writeOrders(ctx, stage.table, reading)
      await adoptWaitingLines(db)
      await refreshExistsFrom(db, sql`select key from ${touched.table}`)
      await touched.drop()
      await countOutcomes(db, stage.table, reading.tally)
      await stage.drop()
    },
  }
}

/** The customers of the orders, those of before among them: their first trace may change. */
async function touchedCustomers(ctx: DbContext, stage: RawBuilder<unknown>) {
  const touched = await openStage(ctx, 'touched', { key: 'integer' }, [])
  await sql`
    insert into ${touched.table} (key)
    select record.customer from ${stage} as record where record.standing = 1
    union
    select orders.customer
    from ${stage} as record
    join orders on orders.id = record.id
    where record.standing = 1`.execute(ctx.db)
  return touched
}

/** Columns that a file always says, by name in `orders`. */
const ALWAYS = ['customer', 'ordered_at', 'total', 'currency', 'made_from'] as const

/** Columns that a file says where it has them: the field, then its columns. */
const IF_GIVEN: readonly (readonly [string, readonly string[]])[] = [
  ['status', ['status', 'refunded_total', 'refunded_at']],
  ['refunded_total', ['refunded_total', 'refunded_at']],
  ['delivered_at', ['delivered_at']],
  ['coupon', ['coupon', 'coupon_folded']],
  ['channel', ['channel', 'channel_folded']],
  ['store', ['store', 'store_folded']],
]

async function writeOrders({ db }: DbContext, stage: RawBuilder<unknown>, { layout }: Reading): Promise<void> {
  const given = IF_GIVEN.flatMap(([field, columns]) => (layout.has(field) ? columns : []))
  const said = [...new Set([...ALWAYS, ...given])]
  const staged = (column: string) => {
    if (column === 'ordered_at') return sql`record.at`
    return column === 'made_from' ? sql`'order'` : sql`record.${sql.ref(column)}`
  }
  const differs = said.map((column) => sql`orders.${sql.ref(column)} is distinct from ${staged(column)}`)
  const valued = (columns: readonly string[]) => columns.map((column) => [column, staged(column)] as const)
  const all = [...new Set(['id', ...ALWAYS, ...IF_GIVEN.flatMap(([, columns]) => columns)])]
  const target = { table: 'orders', stage } as const
  await noteOutcomes(db, target, sql.join(differs, sql` or `))
  await writeNoted(db, target, valued(said), valued(all))
}
