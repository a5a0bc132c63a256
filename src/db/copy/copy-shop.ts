import { sql } from 'kysely'
import { DatabaseProblem } from '../database-problem.ts'
import type { Db } from '../dialect.ts'
import { note } from '../notes.ts'
import { oneMoment } from '../one-moment.ts'
import { inTransaction } from '../transaction.ts'
import { readColumns } from './columns.ts'
import { compareTable, type Copying, copyTable } from './copy-table.ts'
import type { Readable } from './lots.ts'
import { type CopiedTable, copiedTables, UNFINISHED } from './tables.ts'
import { type CopiedRows, noteUnfinished, type Unfinished, unfinishedIn } from './unfinished.ts'
import { goOnNumbering } from './write-rows.ts'

/** What a copy is told, and who hears of it. */
export interface CopyOptions {
  /** Where it comes from, without a password: an unfinished copy goes on from there only. */
  readonly from: string
  /** Rows read so far, in the source and again in the copy, of all. */
  readonly onProgress?: (done: number, total: number, table: string) => void
  /** Ends the copy between two lots; a later call goes on. */
  readonly signal?: AbortSignal
  /** Most rows of a lot, for tables of small rows, too; the same in all calls. */
  readonly lot?: number
  /** Done when the target was found fit, before the source is read. */
  readonly prepare?: () => Promise<void>
  /** Done in the transaction that makes the copy usable. */
  readonly settle?: (trx: Db) => Promise<void>
}

/** A whole copy, compared row by row with its source. */
export interface CopiedShop {
  readonly tables: readonly CopiedRows[]
  /** Whether an earlier call had begun it. */
  readonly resumed: 'yes' | 'no'
}

/**
 * Copies all rows of one database into another, empty one of the same version, whatever the two are: the source as of
 * one moment, in lots, so with little memory. Killed at any moment it is gone on with by the next call, and the database
 * cannot be opened otherwise until it is whole and its checksums are those of the source. Throws `DatabaseProblem` where
 * the target holds something else, or the source has changed since the copy was begun.
 */
export async function copyShop(source: Readable, target: Readable, options: CopyOptions): Promise<CopiedShop> {
  const known = await unfinishedIn(target.db)
  const begun = known ?? (await begin(target.db, options.from))
  if (begun.from !== options.from) {
    throw new DatabaseProblem(`This database is an unfinished copy of ${begun.from}, not of ${options.from}`)
  }
  await options.prepare?.()
  return oneMoment(source.db, async (db) => {
    const copy = await openCopying({ ...source, db }, target, options, begun)
    for (const table of copiedTables) await copyTable(copy, table)
    for (const table of copiedTables) await compareTable(copy, table)
    await inTransaction(target.db, async (trx) => {
      await goOnNumbering({ ...target, db: trx }, copiedTables)
      await noteUnfinished(trx, copy.state, undefined)
      await options.settle?.(trx)
    })
    return { tables: copy.state.tables, resumed: known ? 'yes' : 'no' }
  })
}

async function begin(db: Db, from: string): Promise<Unfinished> {
  const begun: Unfinished = { from, tables: [] }
  await inTransaction(db, async (trx) => {
    for (const { name } of copiedTables.filter((table) => table.name !== 'instance')) {
      const { rows } = await sql`select 1 as found from ${sql.table(name)} limit 1`.execute(trx)
      if (rows.length > 0) {
        throw new DatabaseProblem(`This database is not empty (${name}): a copy is made into an empty one only`)
      }
    }
    await sql`delete from instance`.execute(trx)
    await note({ db: trx }, UNFINISHED, JSON.stringify(begun))
  })
  return begun
}

async function openCopying(
  source: Readable,
  target: Readable,
  options: CopyOptions,
  begun: Unfinished,
): Promise<Copying> {
  let total = 0
  for (const table of copiedTables) total += await countOf(source.db, table)
  let done = 0
  return {
    source,
    target,
    begun,
    lot: options.lot,
    state: begun,
    columns: { source: await readColumns(source), target: await readColumns(target) },
    told(rows, table) {
      done += rows
      options.onProgress?.(done, 2 * total, table)
      if (options.signal?.aborted)
        throw new DatabaseProblem('The copy was interrupted: the same command goes on with it')
    },
  }
}

async function countOf(db: Db, { name, only }: CopiedTable): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n
    from ${sql.table(name)}
    where ${only ?? sql`1 = 1`}`.execute(db)
  return rows[0]?.n ?? 0
}
