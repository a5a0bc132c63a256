import { sql } from 'kysely'
import type { DbContext } from '../../db/index.ts'
import { PRODUCT_COLUMNS, productRow } from '../rows/product-row.ts'
import type { Reading } from '../rows/reading.ts'
import type { Intake } from './intake.ts'
import { inLots } from './lots.ts'
import { markOf } from './mark.ts'
import { BOOKKEEPING, countOutcomes, settleStanding } from './outcomes.ts'
import { openStage } from './stage.ts'

/** Columns of `products` by the field that says them. */
const BY_FIELD: readonly (readonly [string, readonly string[]])[] = [
  ['sku', ['sku']],
  ['name', ['name', 'name_folded']],
  ['category', ['category', 'category_folded']],
  ['brand', ['brand', 'brand_folded']],
  ['price', ['price', 'currency']],
  ['url', ['url']],
  ['image', ['image']],
]

/** Takes in products of one file. */
export async function productIntake(ctx: DbContext, reading: Reading): Promise<Intake> {
  const { db } = ctx
  const stage = await openStage(ctx, 'products', { ...PRODUCT_COLUMNS, ...BOOKKEEPING }, [['id', 'n']])
  const read = productRow(reading)
  return {
    add(record, n) {
      const row = read(record)
      return row && stage.add([...row, n, record.line, markOf(row), 1, null])
    },
    async merge() {
      await stage.flush()
      await settleStanding(db, stage.table)
      const said = BY_FIELD.flatMap(([field, columns]) => (reading.layout.has(field) ? columns : []))
      const columns = sql.join(Object.keys(PRODUCT_COLUMNS).map((column) => sql.ref(column)))
      await inLots(
        db,
        stage.table,
        (lot) => sql`
        update ${stage.table} as record
        set outcome = case
          when not exists (select 1 from products where products.id = record.id) then 'inserted'
          when exists (
            select 1 from products
            where products.id = record.id
              and (${sql.join([sql`false`, ...said.map(differs)], sql` or `)})
          ) then 'updated'
        end
        where ${lot}
          and standing = 1`,
      )
      await inLots(
        db,
        stage.table,
        (lot) => sql`
        update products
        set ${sql.join([sql`id = record.id`, ...said.map((column) => sql`${sql.ref(column)} = record.${sql.ref(column)}`)])}
        from ${stage.table} as record
        where ${lot}
          and record.id = products.id and record.outcome = 'updated'`,
      )
      await inLots(
        db,
        stage.table,
        (lot) => sql`
        insert into products (${columns})
        select ${columns} from ${stage.table} as record where ${lot}
          and record.outcome = 'inserted'`,
      )
      await countOutcomes(db, stage.table, reading.tally)
      await stage.drop()
    },
  }
}

function differs(column: string) {
  return sql`products.${sql.ref(column)} is distinct from record.${sql.ref(column)}`
}
