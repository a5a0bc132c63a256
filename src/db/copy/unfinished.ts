import { sql } from 'kysely'
import { DatabaseProblem } from '../database-problem.ts'
import type { Db, Value } from '../dialect.ts'
import { noted } from '../notes.ts'
import { UNFINISHED } from './tables.ts'

/** A table that was copied: its rows and their checksum. */
export interface CopiedRows {
  readonly table: string
  readonly rows: number
  /** SHA-256 over the rows in the order of their keys, as hex. */
  readonly sha256: string
}

/** How far an unfinished copy is. */
export interface Unfinished {
  /** Where it comes from, without a password. */
  readonly from: string
  /** The whole tables, and the one that is being copied. */
  readonly tables: readonly CopiedRows[]
  /** Key of the last copied row of the last of `tables`; absent where that one is whole. */
  readonly last?: readonly Value[]
}

/** How far the copy in a database is; undefined for a whole database. */
export async function unfinishedIn(db: Db): Promise<Unfinished | undefined> {
  const text = await noted({ db }, UNFINISHED)
  return text === undefined ? undefined : (JSON.parse(text) as Unfinished)
}

/** Notes how far a copy is, in the transaction that takes it there. Fails where somebody else took it further. */
export async function noteUnfinished(trx: Db, before: Unfinished, after: Unfinished | undefined): Promise<void> {
  const stood = sql`name = ${UNFINISHED} and value = ${JSON.stringify(before)}`
  const change = after
    ? sql`update instance set value = ${JSON.stringify(after)} where ${stood}`
    : sql`delete from instance where ${stood}`
  const { numAffectedRows } = await change.execute(trx)
  if (numAffectedRows !== 1n) throw new DatabaseProblem('Another process is copying into this database, too')
}
