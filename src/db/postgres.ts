import { sql } from 'kysely'
import type { SqlDialect } from './dialect.ts'

const TYPES = { text: 'text', integer: 'bigint', real: 'double precision' } as const

/** PostgreSQL's way of the few things that differ. It compiles today; the connection arrives with part 5. */
export function postgresDialect(): SqlDialect {
  return {
    name: 'postgres',
    rows(columns, data) {
      const cells = Object.entries(columns).map(
        ([name, type], i) => sql`cast(value ->> ${sql.lit(i)} as ${sql.raw(TYPES[type])}) as ${sql.ref(name)}`,
      )
      return sql`(select ${sql.join(cells)} from jsonb_array_elements(cast(${JSON.stringify(data)} as jsonb)))`
    },
    contains: (text, part) => sql`strpos(${text}, ${part}) > 0`,
    jsonText: (json, key) => sql`cast(${json} as jsonb) ->> ${sql.lit(key)}`,
    jsonNumber: (json, key) => sql`cast(cast(${json} as jsonb) ->> ${sql.lit(key)} as double precision)`,
    bucket: (name, id) =>
      sql`substr(encode(sha256(convert_to(${`${name}:`} || ${id}, 'UTF8')), 'hex'), 1, 16) collate "C"`,
    async scratch(db, name, query) {
      await sql`create temporary table ${sql.table(name)} as ${query}`.execute(db)
    },
    numbers: () => Promise.reject(new Error('this dialect only compiles queries')),
    frugally: (_db, work) => work(),
    runMany: () => Promise.reject(new Error('this dialect only compiles queries')),
  }
}
