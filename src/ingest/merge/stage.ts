import { type RawBuilder, sql } from 'kysely'
import { type ColumnType, type DbContext, scratchName, type Value } from '../../db/index.ts'

/**
 * A scratch table with the records of one file, numbered in their order: what is merged is merged set by set, and
 * memory does not grow with the file, for `frugally` lets the database keep it on the disk.
 */
export interface Stage {
  /** The table in SQL. */
  readonly table: RawBuilder<unknown>
  /** Stages a row; it is written with the next few thousand. */
  add(row: readonly Value[]): Promise<void> | undefined
  /** Writes what is left. */
  flush(): Promise<void>
  drop(): Promise<void>
}

/** Rows are handed to the database in lots of this size. */
const LOT = 1_000

/** Makes a scratch table; `indexes` are made at once, for an index made later has to sort all rows in memory. */
export async function openStage(
  ctx: DbContext,
  purpose: string,
  columns: Readonly<Record<string, ColumnType>>,
  indexes: readonly (readonly string[])[],
): Promise<Stage> {
  const { db, dialect } = ctx
  const name = scratchName(purpose)
  const table = sql.table(name)
  const definitions = Object.entries(columns).map(([column, type]) => {
    // The number of the record is the row's own key: found at once, in order, without an index beside the table.
    return sql`${sql.ref(column)} ${column === 'n' ? sql`integer primary key` : dialect.columnType(type)}`
  })
  await sql`create temporary table ${table} (${sql.join(definitions)})`.execute(db)
  for (const [i, index] of indexes.entries()) {
    const parts = sql.join(index.map((column) => sql.ref(column)))
    await sql`create index ${sql.ref(`${name}_${i}`)} on ${table} (${parts})`.execute(db)
  }
  let waiting: (readonly Value[])[] = []
  const write = async (more: 'more' | 'done') => {
    const rows = waiting
    waiting = []
    await dialect.fill(db, { table: name, columns }, rows, more)
  }
  return {
    table,
    add(row) {
      waiting.push(row)
      return waiting.length >= LOT ? write('more') : undefined
    },
    flush: () => write('done'),
    async drop() {
      await sql`drop table ${table}`.execute(db)
    },
  }
}
