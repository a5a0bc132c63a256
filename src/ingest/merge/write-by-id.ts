import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { inLots } from './lots.ts'
import { noteStanding } from './outcomes.ts'

/** Where staged records go: a table whose rows have the shop's own `id`. */
export interface Target {
  readonly table: 'customers' | 'orders' | 'products'
  readonly stage: RawBuilder<unknown>
}

/** Columns of the table, each with its value in terms of `record`. */
export type Values = readonly (readonly [string, RawBuilder<unknown>])[]

/** Notes of standing records which are new to the table, and which of the others `differ` from their row. */
export async function noteOutcomes(db: Db, { table, stage }: Target, differ: RawBuilder<unknown>): Promise<void> {
  const known = sql`select 1 from ${sql.table(table)} where ${sql.table(table)}.id = record.id`
  await noteStanding(db, stage, 'inserted', sql`not exists (${known})`)
  await noteStanding(db, stage, 'updated', sql`outcome is null and exists (${known} and (${differ}))`)
}

/** Writes what was noted: `changes` of known rows, `columns` of new ones in the order of the file. */
export async function writeNoted(db: Db, { table, stage }: Target, changes: Values, columns: Values): Promise<void> {
  const into = sql.table(table)
  await inLots(
    db,
    stage,
    (lot) => sql`
    update ${into}
    set ${sql.join(changes.map(([column, value]) => sql`${sql.ref(column)} = ${value}`))}
    from ${stage} as record
    where ${lot}
      and record.id = ${into}.id
      and record.standing = 1
      and record.outcome = 'updated'`,
  )
  await inLots(
    db,
    stage,
    (lot) => sql`
    insert into ${into} (${sql.join(columns.map(([column]) => sql.ref(column)))})
    select ${sql.join(columns.map(([, value]) => value))}
    from ${stage} as record
    where ${lot}
      and record.standing = 1
      and record.outcome = 'inserted'
    order by record.n`,
  )
}
