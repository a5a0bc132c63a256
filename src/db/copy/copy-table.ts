import { DatabaseProblem } from '../database-problem.ts'
import { inTransaction } from '../transaction.ts'
import type { ColumnsOf } from './columns.ts'
import { openDigest } from './digest.ts'
import { type Lot, lotsOf, type Readable } from './lots.ts'
import type { CopiedTable } from './tables.ts'
import { type CopiedRows, noteUnfinished, type Unfinished } from './unfinished.ts'
import { writeRows } from './write-rows.ts'

/** A copy under way. */
export interface Copying {
  readonly source: Readable
  readonly target: Readable
  readonly columns: { readonly source: ColumnsOf; readonly target: ColumnsOf }
  /** Where it stood when this call began, and where it stands. */
  readonly begun: Unfinished
  state: Unfinished
  /** Most rows of a lot. */
  readonly lot: number | undefined
  /** Tells of so many more rows of a table. */
  told(rows: number, table: string): void
}

/** Reads what an earlier call copied of a table, to see whether it still is the same, and copies what is left. */
export async function copyTable(copy: Copying, table: CopiedTable): Promise<void> {
  const { source, columns, begun } = copy
  const place = begun.tables.findIndex((one) => one.table === table.name)
  const known = begun.tables[place]
  const isWhole = known !== undefined && (place < begun.tables.length - 1 || begun.last === undefined)
  const digest = openDigest()
  let rows = 0
  for await (const lot of lotsOf(source, table, columns.source(table), copy.lot)) {
    digest.add(lot.rows)
    const before = rows
    rows += lot.rows.length
    if (known && before < known.rows) {
      if (rows === known.rows && digest.soFar() !== known.sha256) throw changed(table)
      if (rows > known.rows) throw changed(table)
    } else if (isWhole) throw changed(table)
    else await copyLot(copy, table, lot, { table: table.name, rows, sha256: digest.soFar() })
    copy.told(lot.rows.length, table.name)
  }
  if (known && rows < known.rows) throw changed(table)
  if (!isWhole) await close(copy, { table: table.name, rows, sha256: digest.soFar() })
}

async function copyLot(copy: Copying, table: CopiedTable, lot: Lot, done: CopiedRows): Promise<void> {
  const { target, columns, state } = copy
  const next: Unfinished = { from: state.from, tables: [...othersThan(done, state), done], last: lot.last }
  await inTransaction(target.db, async (trx) => {
    await writeRows({ ...target, db: trx }, table, columns.target(table), lot.rows)
    await noteUnfinished(trx, state, next)
  })
  copy.state = next
}

async function close(copy: Copying, whole: CopiedRows): Promise<void> {
  const next: Unfinished = { from: copy.state.from, tables: [...othersThan(whole, copy.state), whole] }
  await inTransaction(copy.target.db, (trx) => noteUnfinished(trx, copy.state, next))
  copy.state = next
}

function othersThan({ table }: CopiedRows, { tables }: Unfinished): readonly CopiedRows[] {
  return tables.filter((one) => one.table !== table)
}

function changed({ name }: CopiedTable): DatabaseProblem {
  return new DatabaseProblem(
    `The database that is copied has changed since the copy was begun (${name}): stop what writes to it, and begin the copy anew`,
  )
}

/** Every row of the copy is read again and must give the checksum of the source. */
export async function compareTable(copy: Copying, table: CopiedTable): Promise<void> {
  const { target, columns, state } = copy
  const digest = openDigest()
  let rows = 0
  for await (const lot of lotsOf(target, table, columns.target(table))) {
    digest.add(lot.rows)
    rows += lot.rows.length
    copy.told(lot.rows.length, table.name)
  }
  const wanted = state.tables.find((one) => one.table === table.name)
  if (wanted?.rows === rows && wanted.sha256 === digest.soFar()) return
  const counts = `${rows} rows here, ${wanted?.rows ?? 0} there`
  throw new DatabaseProblem(`The copy of ${table.name} is not the same as its source (${counts}): begin it anew`)
}
