import type { Expression, Kysely, RawBuilder, SqlBool } from 'kysely'
import type { Tables } from './schema.ts'

export type ColumnType = 'text' | 'integer' | 'real'

/** What differs between databases, one small function each. All else is the same SQL. */
export interface SqlDialect {
  readonly name: 'sqlite' | 'postgres'

  /**
   * The whole content of `data` as a derived table `(select …)`, with as few bound parameters for many rows as for one.
   * Texts in it sort by their code.
   */
  rows(columns: Readonly<Record<string, ColumnType>>, data: readonly (readonly Value[])[]): RawBuilder<unknown>

  /** The type of a column of a scratch table. Texts sort by their code. */
  columnType(type: ColumnType): RawBuilder<unknown>

  /** An aggregate: the sum of numbers that may be fractions, with no digit lost on the way. */
  total(value: Expression<unknown>): RawBuilder<unknown>

  /** True where `text` contains `part` (both folded by the caller). */
  contains(text: Expression<unknown>, part: Expression<unknown>): RawBuilder<SqlBool>

  /** The text under a key of a JSON object column, or null. */
  jsonText(json: Expression<unknown>, key: string): RawBuilder<string | null>

  /** The number under a key of a JSON object column; null where there is none, and where it is a text. */
  jsonNumber(json: Expression<unknown>, key: string): RawBuilder<number | null>

  /** `a * b / c` of whole numbers, cut towards zero, though `a * b` may be too large for one. */
  mulDiv(a: Expression<unknown>, b: Expression<unknown>, c: Expression<unknown>): RawBuilder<unknown>

  /**
   * The end of a select whose rows nobody else changes until the transaction ends; `tables` as the select calls them.
   * Rows that somebody else holds: `wait` for them, or `skip` them. Nothing where only one writes at a time.
   */
  locked(others: 'wait' | 'skip', ...tables: readonly string[]): RawBuilder<unknown>

  /**
   * Takes rows (keys) for oneself until the transaction ends, waiting for each in the order of the keys. Whoever changes
   * several rows beside others does this first, requests before messages before the row of a mail service: then nobody
   * waits for somebody who waits for them. Nothing where only one writes at a time.
   */
  hold(db: Db, table: 'batches' | 'messages', keys: readonly number[]): Promise<void>

  /** First 8 bytes of SHA-256 of `name:id` as 16 hex digits: compare as text (shares, holdouts, variants). */
  bucket(name: string, id: Expression<unknown>): RawBuilder<string>

  /** Creates a scratch table that lives as long as the connection, filled by `query`; returns the rows in it. */
  scratch(db: Db, name: string, query: RawBuilder<unknown>): Promise<void>

  /**
   * Runs a long write with little memory: scratch tables and sorts lie in files, changed pages go to the disk early.
   * For imports, not for questions; call it around the transaction.
   */
  frugally<T>(db: Db, work: () => Promise<T>): Promise<T>

  /** Columns of numbers of a scratch table with very many rows, side by side: an array a column; null stays null. */
  numbers(db: Db, from: ScratchRows, columns: readonly RawBuilder<unknown>[]): Promise<Numbers[]>

  /** The one column of a query of stored tables with very many rows, all of them whole numbers. */
  column(db: Db, query: RawBuilder<unknown>): Promise<readonly number[]>

  /**
   * Writes rows into a scratch table, as many as are at hand: prepared once, or a parameter a column. The last of them:
   * `done`, so that the planner of later queries knows how many there are.
   */
  fill(db: Db, scratch: ScratchTable, rows: readonly (readonly Value[])[], more: 'more' | 'done'): Promise<void>

  /**
   * The hot path: `statement` once per row with positional parameters (`?`), prepared once. Returns the number of rows
   * changed. Run it inside a transaction.
   */
  runMany(db: Db, statement: string, rows: Iterable<readonly Value[]>): Promise<number>
}

/** A scratch table, and what the columns asked of it call its rows. */
export interface ScratchRows {
  readonly table: string
  readonly as: string
}

/** A scratch table to be filled, with its columns in the order of its rows. */
export interface ScratchTable {
  readonly table: string
  readonly columns: Readonly<Record<string, ColumnType>>
}

/** A column of numbers. */
export type Numbers = readonly (number | null)[]

export type Value = string | number | null | Uint8Array

/** A Kysely handle: the database, or the transaction one is in. Inside a transaction always use the inner one. */
export type Db = Kysely<Tables>

/** What every query needs. `now`: what happened later is invisible. */
export interface DbContext {
  readonly db: Db
  readonly dialect: SqlDialect
  readonly now: number
}
