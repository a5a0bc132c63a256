import { sql } from 'kysely'
import type { Value } from '../dialect.ts'
import type { OpenDb } from '../opened.ts'
import type { CopiedColumn } from './columns.ts'
import type { CopiedTable } from './tables.ts'

/** A handle and its dialect. */
export type Readable = Pick<OpenDb, 'db' | 'dialect'>

/** Rows that follow each other by the key of their table, and the key of the last. */
export interface Lot {
  readonly rows: readonly (readonly Value[])[]
  readonly last: readonly Value[]
}

/** The rows of a table by its key, lot by lot of at most `most` rows: the text of keys sorts by code in every database. */
export async function* lotsOf(
  { db, dialect }: Readable,
  table: CopiedTable,
  columns: readonly CopiedColumn[],
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<Lot> {
  const types = new Map(columns.map(({ name, type }) => [name, type]))
  const byCode = (name: string) => dialect.name === 'postgres' && types.get(name) === 'text'
  const key = table.key.map((name) => (byCode(name) ? sql`${sql.ref(name)} collate "C"` : sql.ref(name)))
  const names = columns.map(({ name }) => name)
  // A mark may stand there several times where marks are only added.
  const distinct = table.columns ? sql`distinct` : sql``
  const size = Math.min(table.lot, most)
  let last: readonly Value[] | undefined
  while (true) {
    const from = last ? sql`and (${sql.join(key)}) > (${sql.join(last)})` : sql``
    const { rows } = await sql<Record<string, Value>>`
      select ${distinct} ${sql.join(names.map((name) => sql.ref(name)))}
      from ${sql.table(table.name)}
      where ${table.only ?? sql`1 = 1`}
        ${from}
      order by ${sql.join(key)}
      limit ${sql.lit(size)}`.execute(db)
    const final = rows.at(-1)
    if (!final) return
    last = table.key.map((name) => final[name] ?? null)
    yield { rows: rows.map((row) => names.map((name) => withoutZero(row[name] ?? null))), last }
    if (rows.length < size) return
  }
}

/** No text of PostgreSQL holds the character zero. */
function withoutZero(value: Value): Value {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '') : value
}
