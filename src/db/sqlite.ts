import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { BUSY_TIMEOUT } from './busy.ts'
import type { Db, SqlDialect, Value } from './dialect.ts'
import { quoted } from './quoted.ts'

/** Opens a SQLite file with the settings DB-01: nothing committed is lost, foreign keys hold, deleted text is wiped. */
export function openSqlite(path: string | Buffer): Database.Database {
  const handle = new Database(path)
  handle.pragma('journal_mode = WAL')
  handle.pragma('synchronous = FULL')
  handle.pragma(`busy_timeout = ${BUSY_TIMEOUT}`)
  handle.pragma('foreign_keys = ON')
  handle.pragma('trusted_schema = OFF')
  handle.pragma('secure_delete = ON')
  handle.pragma(`journal_size_limit = ${64 * 1024 * 1024}`)
  // Pages kept in memory: large sorts and joins of the daily run stay off the disk.
  handle.pragma(`cache_size = ${USUAL_CACHE}`)
  handle.pragma('temp_store = MEMORY')
  handle.function('bucket', { deterministic: true, directOnly: true }, (text: unknown) => bucketOf(String(text)))
  return handle
}

/** Opens a SQLite file that others may be writing, for reading only; undefined for what is no database. */
export function readSqlite(path: string): Database.Database | undefined {
  try {
    const handle = new Database(path, { readonly: true, fileMustExist: true })
    handle.pragma(`busy_timeout = ${BUSY_TIMEOUT}`)
    handle.pragma('trusted_schema = OFF')
    handle.pragma('temp_store = MEMORY')
    handle.function('bucket', { deterministic: true, directOnly: true }, (text: unknown) => bucketOf(String(text)))
    return handle
  } catch {
    return undefined
  }
}

const TYPES = { text: 'text', integer: 'bigint', real: 'double precision' } as const

/** KiB, negative by SQLite's rule. */
const USUAL_CACHE = -65_536
const FRUGAL_CACHE = -24_576

/** First 16 hex digits of SHA-256. */
export function bucketOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** SQLite's way of the few things that differ. Without a handle it can compile queries but not run the hot path. */
export function sqliteDialect(handle?: Database.Database): SqlDialect {
  return {
    name: 'sqlite',
    rows(columns, data) {
      const cells = Object.keys(columns).map((name, i) => sql`value ->> ${sql.lit(`$[${i}]`)} as ${sql.ref(name)}`)
      // Materialized: unpacked once, and the planner may index it.
      return sql`(with given as materialized (select ${sql.join(cells)} from json_each(${JSON.stringify(data)})) select * from given)`
    },
    columnType: (type) => sql.raw(TYPES[type]),
    total: (value) => sql`sum(${value})`,
    contains: (text, part) => sql`instr(${text}, ${part}) > 0`,
    jsonText: (json, key) => sql`cast(${json} ->> ${jsonPath(key)} as text)`,
    jsonNumber: (json, key) =>
      sql`case when json_type(${json}, ${jsonPath(key)}) in ('integer', 'real') then cast(${json} ->> ${jsonPath(key)} as double precision) end`,
    locked: () => sql``,
    hold: () => Promise.resolve(),
    // The product of a remainder is small.
    mulDiv: (a, b, c) => sql`((${a}) * ((${b}) / (${c})) + (${a}) * ((${b}) % (${c})) / (${c}))`,
    bucket: (name, id) => sql`bucket(${`${name}:`} || ${id})`,
    async scratch(db, name, query) {
      await sql`create temporary table ${sql.table(name)} as ${query}`.execute(db)
    },
    frugally,
    async numbers(db, { table, as }, columns) {
      if (!handle) throw new Error('this dialect only compiles queries')
      // A query for each column: an array for each of a million rows takes four times as long.
      return columns.map((column) => {
        const rows = sql`select ${column} from ${sql.table(table)} as ${sql.ref(as)} order by ${sql.ref(as)}.rowid`
        const { sql: text, parameters } = rows.compile(db)
        const numbers = handle.prepare<unknown[], number | null>(text).pluck()
        return numbers.all(...parameters)
      })
    },
    // One text of all: half the time of an array, which is filled value by value.
    async column(db, query) {
      if (!handle) throw new Error('this dialect only compiles queries')
      const { sql: text, parameters } = query.compile(db)
      const all = handle.prepare<unknown[], string>(
        `select json_group_array(number) from (select 0 as number where 0 union all ${text})`,
      )
      return JSON.parse(all.pluck().get(...parameters) ?? '[]') as number[]
    },
    async fill(db, { table, columns }, rows) {
      const names = Object.keys(columns)
      const places = names.map(() => '?').join(', ')
      await this.runMany(db, `insert into ${quoted(table)} (${names.map(quoted).join(', ')}) values (${places})`, rows)
    },
    async runMany(_db, statement, rows) {
      if (!handle) throw new Error('this dialect only compiles queries')
      let prepared: Database.Statement<Value[]> | undefined
      let changed = 0
      for (const row of rows) {
        prepared ??= preparedOnce(handle, statement)
        changed += prepared.run(...row).changes
      }
      return changed
    },
  }
}

async function frugally<T>(db: Db, work: () => Promise<T>): Promise<T> {
  if (db.isTransaction) return work()
  await sql.raw('pragma temp_store = FILE').execute(db)
  await sql.raw(`pragma temp.cache_size = ${FRUGAL_CACHE}`).execute(db)
  await sql.raw(`pragma cache_size = ${FRUGAL_CACHE}`).execute(db)
  try {
    return await work()
  } finally {
    await sql.raw('pragma temp_store = MEMORY').execute(db)
    await sql.raw(`pragma cache_size = ${USUAL_CACHE}`).execute(db)
  }
}

const MOST_STATEMENTS = 100
const statements = new WeakMap<Database.Database, Map<string, Database.Statement<Value[]>>>()

/** A statement of the hot path, prepared at its first use and kept (DB-06); one over a scratch table goes with it. */
function preparedOnce(handle: Database.Database, text: string): Database.Statement<Value[]> {
  const kept = statements.get(handle) ?? new Map<string, Database.Statement<Value[]>>()
  statements.set(handle, kept)
  const statement = kept.get(text) ?? handle.prepare<Value[]>(text)
  if (kept.size >= MOST_STATEMENTS) kept.clear()
  if (!text.includes('scratch_')) kept.set(text, statement)
  return statement
}

function jsonPath(key: string): string {
  return `$.${quoted(key)}`
}
