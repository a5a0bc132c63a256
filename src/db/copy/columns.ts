import { sql } from 'kysely'
import type { OpenDb } from '../opened.ts'
import { type CopiedTable, copiedTables } from './tables.ts'

/** A column and its type in the words of its database. */
export interface CopiedColumn {
  readonly name: string
  readonly type: string
}

/** The columns of a table as they are copied, in an order that is the same in every database. */
export type ColumnsOf = (table: CopiedTable) => readonly CopiedColumn[]

/** Reads the columns of all tables from the database itself. */
export async function readColumns({ db, dialect }: Pick<OpenDb, 'db' | 'dialect'>): Promise<ColumnsOf> {
  const rows = dialect.name === 'sqlite' ? inSqlite : inPostgres
  const found = (await rows.execute(db)).rows
  const byTable = new Map(
    copiedTables.map((table) => {
      const all = found.filter((row) => row.in_table === table.name)
      const ours = all.filter(({ name }) => !table.columns || table.columns.includes(name))
      return [table.name, ours.sort((a, b) => (a.name < b.name ? -1 : 1))]
    }),
  )
  return ({ name }) => byTable.get(name) ?? []
}

type Found = CopiedColumn & { readonly in_table: string }

const inSqlite = sql<Found>`
  select t.name as in_table, c.name, c.type
  from sqlite_schema as t, pragma_table_info(t.name) as c
  where t.type = 'table'`

const inPostgres = sql<Found>`
  select table_name as in_table, column_name as name, udt_name as type
  from information_schema.columns
  where table_schema = current_schema()`
