import { type RawBuilder, sql } from 'kysely'
import type { Db, Numbers, ScratchRows, SqlDialect, Value } from './dialect.ts'
import type { ManyRows } from './postgres-driver.ts'

const TYPES = { text: 'text', integer: 'bigint', real: 'double precision' } as const

/** PostgreSQL's way of the few things that differ. */
export function postgresDialect(): SqlDialect {
  return {
    name: 'postgres',
    rows(columns, data) {
      const given = Object.entries(columns)
      // A list for each column: the planner knows how many rows they hold.
      const lists = given.map(
        ([, type], i) => sql`cast(${data.map((row) => row[i])} as ${sql.raw(`${TYPES[type]}[]`)})`,
      )
      const names = sql.join(given.map(([name]) => sql.ref(name)))
      const cells = given.map(([name, type]) =>
        type === 'text' ? sql`${sql.ref(name)} collate "C" as ${sql.ref(name)}` : sql.ref(name),
      )
      return sql`(select ${sql.join(cells)} from unnest(${sql.join(lists)}) as given (${names}))`
    },
    columnType: (type) => sql.raw(type === 'text' ? 'text collate "C"' : TYPES[type]),
    total: (value) => sql`cast(sum(cast(cast(${value} as text) as numeric)) as double precision)`,
    contains: (text, part) => sql`strpos(${text}, ${part}) > 0`,
    jsonText: (json, key) => sql`cast(${json} as jsonb) ->> ${sql.lit(key)}`,
    jsonNumber: (json, key) =>
      sql`case jsonb_typeof(cast(${json} as jsonb) -> ${sql.lit(key)}) when 'number' then cast(cast(${json} as jsonb) ->> ${sql.lit(key)} as double precision) end`,
    // Not `for update`, which would also wait for whoever writes a row that names one of these.
    locked: (others, ...tables) =>
      sql`for no key update of ${sql.join(tables.map((table) => sql.ref(table)))} ${sql.raw(others === 'skip' ? 'skip locked' : '')}`,
    async hold(db, table, keys) {
      if (keys.length === 0) return
      await sql`
        select key
        from ${sql.table(table)}
        where key = any(cast(${[...keys]} as bigint[]))
        order by key
        ${this.locked('wait', table)}`.execute(db)
    },
    mulDiv: (a, b, c) => sql`cast(div(cast(${a} as numeric) * (${b}), (${c})) as bigint)`,
    bucket: (name, id) =>
      sql`substr(encode(sha256(convert_to(${`${name}:`} || ${id}, 'UTF8')), 'hex'), 1, 16) collate "C"`,
    async scratch(db, name, query) {
      // Gone with its transaction: a pool gives the connection to somebody else.
      const kept = db.isTransaction ? sql`on commit drop` : sql``
      await sql`create temporary table ${sql.table(name)} ${kept} as ${query}`.execute(db)
      // Nobody else counts the rows of a temporary table, and without that the plans over it are guesses.
      await sql`analyze ${sql.table(name)}`.execute(db)
    },
    frugally: (_db, work) => work(),
    numbers: readNumbers,
    column: readColumn,
    async fill(db, { table, columns }, rows, more) {
      const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)))
      if (rows.length > 0) {
        await sql`
          insert into ${sql.table(table)} (${names})
          select ${names}
          from ${this.rows(columns, rows)} as given`.execute(db)
      }
      if (more === 'done') await sql`analyze ${sql.table(table)}`.execute(db)
    },
    runMany: (db, statement, rows) => runMany(db, numbered(statement), rows),
  }
}

/** One text a column: a million rows of their own take many times as long on their way. */
async function readNumbers(
  db: Db,
  { table, as }: ScratchRows,
  columns: readonly RawBuilder<unknown>[],
): Promise<Numbers[]> {
  const named = columns.map((column, i) => sql`${column} as ${sql.ref(`c${i}`)}`)
  const texts = columns.map((_, i) => sql`${inOneText(sql.ref(`c${i}`))} as ${sql.ref(`c${i}`)}`)
  const { rows } = await sql<Record<string, string | null>>`
        select ${sql.join(texts)}
        from (
          select ${sql.join(named)}
          from ${sql.table(table)} as ${sql.ref(as)}
          order by ${sql.ref(as)}.ctid
        ) as numbers`.execute(db)
  return columns.map((_, i): Numbers => numbersIn(rows[0]?.[`c${i}`]))
}

async function readColumn(db: Db, query: RawBuilder<unknown>): Promise<number[]> {
  const { rows } = await sql<{ numbers: string | null }>`
        select ${inOneText(sql.ref('number'))} as numbers
        from (${query}) as rows (number)`.execute(db)
  return numbersIn(rows[0]?.numbers)
}

function inOneText(column: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`string_agg(coalesce(cast(${column} as text), 'null'), ',')`
}

function numbersIn<T extends number | null>(text: string | null | undefined): T[] {
  return JSON.parse(`[${text ?? ''}]`) as T[]
}

/** `?` one after the other become `$1`, `$2` …; ours hold none in texts. */
function numbered(statement: string): string {
  let place = 0
  return statement.replaceAll('?', () => {
    place += 1
    return `$${place}`
  })
}

function runMany(db: Db, statement: string, rows: Iterable<readonly Value[]>): Promise<number> {
  return db.getExecutor().provideConnection((connection) => {
    if (!sendsMany(connection)) throw new Error('this dialect only compiles queries')
    return connection.executeMany(statement, rows)
  })
}

function sendsMany(connection: object): connection is ManyRows {
  return 'executeMany' in connection
}
