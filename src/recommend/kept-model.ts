import { uncountedStatuses, type Shop } from '../config/index.ts'
import type { Instant } from '../clock.ts'
import { sql } from 'kysely'
import { type DbContext, forgetNote, inTransaction, note, noted } from '../db/index.ts'
import { keptTables } from './model-tables.ts'

/** What the stored tables stand for. */
export interface KeptModel {
  /** They know nothing later. */
  readonly asOf: Instant
  /** What they were counted with: `meaningOf` the shop of then. */
  readonly meaning: string
}

const NOTE = 'recommendations'
/** Raised where what is counted changes. */
const VERSION = 1

/** What the stored tables stand for; undefined where nothing was counted yet. */
export async function keptModel(ctx: Pick<DbContext, 'db'>): Promise<KeptModel | undefined> {
  const [, asOf, meaning] = /^(\d+) (.*)$/s.exec((await noted(ctx, NOTE)) ?? '') ?? []
  return asOf === undefined || meaning === undefined ? undefined : { asOf: Number(asOf), meaning }
}

/** Notes what the stored tables stand for from now on. */
export function noteModel(ctx: Pick<DbContext, 'db'>, { asOf, meaning }: KeptModel): Promise<void> {
  return note(ctx, NOTE, `${asOf} ${meaning}`)
}

/** Empties the stored tables: of a shop that recommends nothing they keep nothing. */
export function dropModel({ db }: Pick<DbContext, 'db'>): Promise<void> {
  return inTransaction(db, async (trx) => {
    for (const table of [...Object.values(keptTables), 'unpaired_customers']) {
      await sql`delete from ${sql.table(table)}`.execute(trx)
    }
    await forgetNote({ db: trx }, NOTE)
  })
}

/** All of a shop that the counting depends on. */
export function meaningOf({ countedStatuses }: Shop): string {
  return JSON.stringify([VERSION, countedStatuses ? [...countedStatuses].sort() : { not: uncountedStatuses }])
}
