import { type RawBuilder, sql } from 'kysely'
import type { Db, DbContext } from '../../db/index.ts'
import { LINE_COLUMNS, lineRow, makesOrders } from '../rows/line-row.ts'
import type { Reading } from '../rows/reading.ts'
import type { Intake } from './intake.ts'
import { inLots } from './lots.ts'
import { ordersOfLines, totalsOfLines } from './orders-of-lines.ts'
import { openStage } from './stage.ts'

const COLUMNS = { ...LINE_COLUMNS, n: 'integer', line: 'integer', copy: 'integer' } as const

/** What a line is called may change; what it is, makes its hash. */
const NAMES = [
  'product_id',
  'sku',
  'name',
  'name_folded',
  'category',
  'category_folded',
  'brand',
  'brand_folded',
] as const

/** Takes in the lines of orders of one file; where they say enough, the orders are made from them. */
export async function lineIntake(ctx: DbContext, reading: Reading): Promise<Intake> {
  const { db } = ctx
  const stage = await openStage(ctx, 'lines', COLUMNS, [['order_id', 'hash', 'n']])
  const read = lineRow(reading)
  return {
    add(record, n) {
      const row = read(record)
      row?.push(n, record.line, 1)
      return row && stage.add(row)
    },
    async merge() {
      await stage.flush()
      const orders = makesOrders(reading) ? await ordersOfLines(ctx, stage.table) : undefined
      await numberCopies(db, stage.table)
      await countLines(db, stage.table, reading)
      await adoptWaitingLines(db)
      if (orders) await totalsOfLines(db, orders.table, 'id')
      else await totalsOfLines(db, stage.table, 'order_id')
      await orders?.drop()
      await stage.drop()
    },
  }
}

/** Exact copies of a line in one order are lines of their own, numbered in the order of the file. */
async function numberCopies(db: Db, stage: RawBuilder<unknown>): Promise<void> {
  const earlier = sql`
    from ${stage} as earlier
    where earlier.order_id = record.order_id
      and earlier.hash = record.hash
      and earlier.n < record.n`
  await inLots(
    db,
    stage,
    (lot) => sql`
    update ${stage} as record
    set copy = (select count(*) + 1 ${earlier})
    where ${lot}
      and exists (select 1 ${earlier})`,
  )
}

/** Writes the lines, those of unknown orders to the waiting room, and counts what is new. */
async function countLines(db: Db, stage: RawBuilder<unknown>, reading: Reading): Promise<void> {
  const { tally } = reading
  const names = sql.join(NAMES.map((column) => sql`record.${sql.ref(column)}`))
  const columns = sql.join([...NAMES, 'quantity', 'total_milli'].map((column) => sql.ref(column)))
  const staged = await sql<{ lines: number }>`select count(*) as lines from ${stage}`.execute(db)
  const arrived = await inLots(
    db,
    stage,
    (lot) => sql`
    insert into order_lines ("order", hash, copy, ${columns})
    select orders.key, record.hash, record.copy, ${names}, record.quantity, record.total_milli
    from ${stage} as record
    join orders on orders.id = record.order_id
    where ${lot}
    order by record.n
    on conflict ("order", hash, copy) do nothing`,
  )
  // Where the lines make their orders, none is unknown.
  const waiting = makesOrders(reading)
    ? 0
    : await inLots(
        db,
        stage,
        (lot) => sql`
    insert into waiting_lines (order_id, hash, copy, ${columns})
    select record.order_id, record.hash, record.copy, ${names}, record.quantity, record.total_milli
    from ${stage} as record
    where ${lot}
      and not exists (select 1 from orders where orders.id = record.order_id)
    on conflict (order_id, hash, copy) do nothing`,
      )
  const inserted = arrived + waiting
  const all = Number(staged.rows[0]?.lines ?? 0)
  const updated =
    inserted === all ? 0 : (await rename(db, stage, 'order_lines')) + (await rename(db, stage, 'waiting_lines'))
  tally.count('inserted', inserted)
  tally.count('updated', updated)
  tally.count('unchanged', all - inserted - updated)
}

/** A line known already takes the names of the file. */
async function rename(db: Db, stage: RawBuilder<unknown>, table: 'order_lines' | 'waiting_lines'): Promise<number> {
  const known = sql.table(table)
  const sets = NAMES.map((column) => sql`${sql.ref(column)} = record.${sql.ref(column)}`)
  const differs = NAMES.map((column) => sql`${known}.${sql.ref(column)} is distinct from record.${sql.ref(column)}`)
  const order =
    table === 'order_lines'
      ? sql`order_lines."order" = (select orders.key from orders where orders.id = record.order_id)`
      : sql`waiting_lines.order_id = record.order_id`
  return inLots(
    db,
    stage,
    (lot) => sql`
    update ${known}
    set ${sql.join(sets)}
    from ${stage} as record
    where ${lot}
      and ${order}
      and ${known}.hash = record.hash
      and ${known}.copy = record.copy
      and (${sql.join(differs, sql` or `)})`,
  )
}

/** Lines that came before their order join it. */
export async function adoptWaitingLines(db: Db): Promise<void> {
  const some = await sql`select 1 from waiting_lines limit 1`.execute(db)
  if (some.rows.length === 0) return
  const columns = sql.join(['hash', 'copy', ...NAMES, 'quantity', 'total_milli'].map((column) => sql.ref(column)))
  await sql`
    insert into order_lines ("order", ${columns})
    select orders.key, ${columns}
    from waiting_lines
    join orders on orders.id = waiting_lines.order_id
    where true
    order by waiting_lines.order_id, hash, copy
    on conflict ("order", hash, copy) do nothing`.execute(db)
  await sql`delete from waiting_lines where order_id in (select id from orders)`.execute(db)
}
