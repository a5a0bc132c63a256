import { sql } from 'kysely'
import type { DbContext } from '../../db/index.ts'
import { PRODUCT_COLUMNS, productRow } from '../rows/product-row.ts'
import type { Reading } from '../rows/reading.ts'
import type { Intake } from './intake.ts'
import { markOf } from './mark.ts'
import { BOOKKEEPING, countOutcomes, settleStanding } from './outcomes.ts'
import { openStage } from './stage.ts'
import { noteOutcomes, writeNoted } from './write-by-id.ts'

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
      const target = { table: 'products', stage: stage.table } as const
      await noteOutcomes(db, target, sql.join([sql`false`, ...said.map(differs)], sql` or `))
      await writeNoted(db, target, ['id', ...said].map(valued), Object.keys(PRODUCT_COLUMNS).map(valued))
      await countOutcomes(db, stage.table, reading.tally)
      await stage.drop()
    },
  }
}

function differs(column: string) {
  return sql`products.${sql.ref(column)} is distinct from record.${sql.ref(column)}`
}

function valued(column: string) {
  return [column, sql`record.${sql.ref(column)}`] as const
}
