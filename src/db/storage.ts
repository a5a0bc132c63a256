import { sql } from 'kysely'
import type { OpenDb } from './opened.ts'

/** The room that a table takes, its indexes among it; in bytes. */
export interface TableStorage {
  readonly table: string
  readonly bytes: number
  /** Of `bytes`. */
  readonly indexes: number
  /** The table itself and each index, by name. */
  readonly parts: readonly { readonly name: string; readonly bytes: number }[]
}

/** The room that a database takes. */
export interface Storage {
  /** The largest first. */
  readonly tables: readonly TableStorage[]
  /** Of all tables, in bytes. */
  readonly bytes: number
  /** Bytes of the file that hold nothing, which VACUUM gives back; 0 on a server, which uses them again by itself. */
  readonly free: number
}

/** Asks the database how much room each table takes. Every page of a SQLite file is read for it. */
export async function storageOf({ db, dialect }: Pick<OpenDb, 'db' | 'dialect'>): Promise<Storage> {
  const { rows } = await (dialect.name === 'sqlite' ? inSqlite : inPostgres).execute(db)
  const names = [...new Set(rows.map((row) => row.of_table))]
  const tables = names.map((table): TableStorage => {
    const parts = rows.filter((row) => row.of_table === table).map(({ name, bytes }) => ({ name, bytes }))
    const bytes = sum(parts)
    return { table, bytes, indexes: bytes - sum(parts.filter(({ name }) => name === table)), parts }
  })
  const { free } = dialect.name === 'sqlite' ? await freePages(db) : { free: 0 }
  return { tables: tables.sort((a, b) => b.bytes - a.bytes), bytes: sum(tables), free }
}

interface Part {
  readonly of_table: string
  readonly name: string
  readonly bytes: number
}

const inSqlite = sql<Part>`
  select s.tbl_name as of_table, d.name, d.pgsize as bytes
  from dbstat as d
  inner join sqlite_schema as s on s.name = d.name
  where d.aggregate = 1
    and s.tbl_name not like 'sqlite_%'
  order by d.name`

const inPostgres = sql<Part>`
  select of_table, name, bytes
  from (
    select c.relname as of_table, c.relname as name, pg_table_size(c.oid) as bytes
    from pg_class as c
    where c.relkind = 'r'
      and c.relnamespace = cast(current_schema() as regnamespace)
    union all
    select t.relname, c.relname, pg_relation_size(c.oid)
    from pg_index as i
    inner join pg_class as c on c.oid = i.indexrelid
    inner join pg_class as t on t.oid = i.indrelid
    where t.relkind = 'r'
      and t.relnamespace = cast(current_schema() as regnamespace)
  ) as parts
  order by name`

/** How large the file of a SQLite database is, and how much of it holds nothing; in bytes. */
export async function freePages(db: OpenDb['db']): Promise<{ readonly free: number; readonly bytes: number }> {
  const { rows } = await sql<{ free: number; bytes: number }>`
    select free.freelist_count * size.page_size as free, pages.page_count * size.page_size as bytes
    from pragma_freelist_count as free, pragma_page_count as pages, pragma_page_size as size`.execute(db)
  return rows[0] ?? { free: 0, bytes: 0 }
}

function sum(parts: readonly { readonly bytes: number }[]): number {
  return parts.reduce((all, { bytes }) => all + bytes, 0)
}
