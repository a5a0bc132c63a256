import type { Db, DbContext } from '../db/index.ts'
import { inTransaction } from '../db/index.ts'
import type { Problem } from '../problem.ts'
import { MOST_CHARACTERS } from './csv/quoted-cell.ts'
import { readRecords } from './csv/read-records.ts'
import type { CsvRecord } from './csv/split-records.ts'
import { type ImportReport, newTally, type Rejection, type Tally } from './import-report.ts'
import type { Layout } from './map/layout.ts'
import { intakeOf } from './merge/index.ts'
import type { Intake } from './merge/intake.ts'
import type { ImportRequest } from './import-request.ts'
import { openFile } from './open-file.ts'
import { type ImportShop, readingOf } from './rows/reading.ts'

/**
 * Brings files of one kind into the tables, in one transaction: interrupted, it leaves nothing and is simply run again.
 * Files that cannot be read at all are found before anything is written, and told in `problems`.
 */
export async function importFiles(ctx: DbContext, shop: ImportShop, request: ImportRequest): Promise<ImportReport> {
  const { kind, files } = request
  const tally = newTally(kind, files, request.onRejection)
  const opened = await Promise.all(files.map((file) => openFile(file, shop, request)))
  const problems = opened.flatMap((file) => file.problems)
  if (problems.length > 0) return tally.report(problems)
  try {
    const importAll = async (db: Db) => {
      for (const [i, file] of files.entries()) {
        const layout = opened[i]?.value
        if (layout) await importFile({ ...ctx, db }, shop, request, { file, layout }, tally)
      }
      if (request.dryRun) throw new DryRun()
    }
    await ctx.dialect.frugally(ctx.db, () => inTransaction(ctx.db, importAll))
  } catch (error) {
    if (error instanceof Unreadable) return newTally(kind, files).report([error.problem])
    if (!(error instanceof DryRun)) throw error
  }
  return tally.report()
}

/** Ends a transaction that was only meant to count. */
class DryRun extends Error {}

/** A file that broke while it was read: a packed file cut short, a disk that fails. */
class Unreadable extends Error {
  readonly problem: Problem

  constructor(file: string, cause: unknown) {
    super(`${file} cannot be read to its end`, { cause })
    const reason = cause instanceof Error ? cause.message : String(cause)
    this.problem = { code: 'unreadable-file', severity: 'error', message: `${this.message}: ${reason}` }
  }
}

async function importFile(
  ctx: DbContext,
  shop: ImportShop,
  request: ImportRequest,
  { file, layout }: { readonly file: string; readonly layout: Layout },
  tally: Tally,
): Promise<void> {
  const reading = readingOf(file, layout, shop, ctx.now, tally)
  const intake = await intakeOf(request.kind, ctx, reading)
  const { delimiter, encoding } = layout.map
  const options = { languages: shop.languages, ...(delimiter ? { delimiter } : {}), ...(encoding ? { encoding } : {}) }
  let rows = 0
  let header = true
  for await (const { records, bytesRead, bytesTotal } of readable(file, readRecords(file, options))) {
    for (const record of records) {
      if (header) {
        header = false
        continue
      }
      rows += 1
      tally.count('read')
      const staged = takeIn(file, layout, intake, record, rows, tally)
      if (staged) await staged
    }
    request.onProgress?.({ file, bytesRead, bytesTotal, rows })
  }
  await intake.merge()
}

/** The same records; what goes wrong with the file itself is told as such. */
async function* readable<T>(file: string, batches: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = batches[Symbol.asyncIterator]()
  for (;;) {
    const next = await iterator.next().catch((error: unknown) => {
      throw new Unreadable(file, error)
    })
    if (next.done) return
    yield next.value
  }
}

function takeIn(file: string, layout: Layout, intake: Intake, record: CsvRecord, n: number, tally: Tally) {
  const fault = faultOf(record, layout)
  if (fault) {
    tally.reject({ file, line: record.line, ...fault })
    return undefined
  }
  if (record.cells.every((cell) => cell === '') || layout.skips(record.cells)) {
    tally.count('skipped')
    return undefined
  }
  return intake.add(record, n)
}

/** Why a record cannot be a row of this file. */
function faultOf(
  { cells, broken }: CsvRecord,
  layout: Layout,
): Pick<Rejection, 'column' | 'value' | 'reason'> | undefined {
  if (broken !== undefined) return { column: '', value: cells[0] ?? '', reason: broken }
  if (cells.length !== layout.width) {
    const reason = `has ${cells.length} cells, the header has ${layout.width}`
    return { column: '', value: cells.slice(0, 20).join(layout.map.delimiter ?? ','), reason }
  }
  const long = cells.findIndex((cell) => cell.length > MOST_CHARACTERS)
  if (long === -1) return undefined
  return { column: layout.names[long] ?? '', value: cells[long] ?? '', reason: 'is longer than 10 KB' }
}
