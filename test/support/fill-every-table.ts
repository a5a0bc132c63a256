import { sql } from 'kysely'
import { type Db, inTransaction, type OpenDb, type Value } from '../../src/db/index.ts'

/** A column as SQLite knows it. */
interface Column {
  readonly table: string
  readonly name: string
  readonly type: string
  readonly notnull: number
  readonly pk: number
}

/** Tables before those that name their rows; the others follow. */
const FIRST = ['customers', 'runs', 'orders', 'batches', 'standing_questions', 'messages']
/** Left out: they speak of the database itself. */
const NEVER = ['migrations', 'changed_customers']

/**
 * Fills every table of a SQLite database with rows of odd values: texts that look like syntax, letters of all planes,
 * bytes, nulls wherever they may stand, the largest numbers. `chance` gives numbers from 0 to 1.
 */
export function fillEveryTable({ db }: Pick<OpenDb, 'db'>, chance: () => number, rows = 40): Promise<void> {
  return inTransaction(db, (trx) => fill(trx, chance, rows))
}

async function fill(db: Db, chance: () => number, rows: number): Promise<void> {
  const columns = await columnsOf(db)
  const parents = await parentsOf(db)
  const keys = new Map<string, number[]>()
  const tables = [...new Set([...FIRST, ...columns.map(({ table }) => table)])].filter((name) => !NEVER.includes(name))
  for (const table of tables) {
    const ours = columns.filter((column) => column.table === table)
    const given: number[] = []
    for (let n = 1; n <= rows; n += 1) {
      const cells = ours.map((column): [string, Value] => {
        const parent = parents.get(`${table}.${column.name}`)
        if (parent !== undefined) return [column.name, one(keys.get(parent) ?? [], chance)]
        if (column.name === 'key') return [column.name, n * 7]
        return [column.name, oddValue(column, n, chance)]
      })
      const names = cells.map(([name]) => sql.ref(name))
      const values = cells.map(([, value]) => sql`${value}`)
      const done = await sql`
        insert or ignore into ${sql.table(table)} (${sql.join(names)})
        values (${sql.join(values)})`.execute(db)
      if (done.numAffectedRows === 1n) given.push(n * 7)
    }
    keys.set(table, given)
  }
}

async function columnsOf(db: Db): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`
    select t.name as "table", c.name, lower(c.type) as type, c."notnull", c.pk
    from sqlite_schema as t, pragma_table_info(t.name) as c
    where t.type = 'table'
    order by t.name, c.cid`.execute(db)
  return rows
}

async function parentsOf(db: Db): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ child: string; parent: string }>`
    select t.name || '.' || f."from" as child, f."table" as parent
    from sqlite_schema as t, pragma_foreign_key_list(t.name) as f
    where t.type = 'table'`.execute(db)
  return new Map(rows.map(({ child, parent }) => [child, parent]))
}

const TEXTS = [
  ...['', ' ', 'NULL', 'null', '{a,"b"}', '\\N', 'a\\b"c\'d', '(),', 'Ärger ß ẞ', '日本語', '👩‍👩‍👧', 'e\u0301', 'é'],
  ...['\uffff', '\u{1f600}', 'line\nbreak\ttab', '%s $1 ?', '-- ; drop', 'İı', '123', '1e5', '\u202eRTL'],
]

function oddValue({ type, notnull, pk, name }: Column, n: number, chance: () => number): Value {
  if (notnull === 0 && pk === 0 && chance() < 0.3) return null
  if (type === 'blob') return Uint8Array.from({ length: Math.floor(chance() * 300) }, () => Math.floor(chance() * 256))
  if (type.includes('double')) return one([0, -0.1, 1e-300, 1.7976931348623157e308, 0.1 + 0.2, 3, chance()], chance)
  if (type === 'integer') return one([0, 1, -1, 2 ** 31 - 1, -(2 ** 31), n], chance)
  if (type === 'bigint') return one([0, 1, -1, 2 ** 53 - 1, -(2 ** 53) + 1, n, Date.UTC(2026, 10, 22)], chance)
  if (name === 'code' || name === 'name') return `${one(TEXTS, chance)} ${n}`
  return `${one(TEXTS, chance)}${chance() < 0.7 ? n : ''}`
}

function one<T>(all: readonly T[], chance: () => number): T {
  return all[Math.floor(chance() * all.length)] as T
}
