import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Tally } from '../import-report.ts'
import { inLots } from './lots.ts'

/** Columns that every stage of rows with an id has: the number and line of the record, and what became of it. */
export const BOOKKEEPING = {
  n: 'integer',
  line: 'integer',
  mark: 'integer',
  standing: 'integer',
  outcome: 'text',
} as const

/** The same id twice in a file: the last stands. The stage has an index on `(id, n)`. */
export async function settleStanding(db: Db, stage: RawBuilder<unknown>): Promise<void> {
  await inLots(
    db,
    stage,
    (lot) => sql`
    update ${stage} as record
    set standing = 0
    where ${lot}
      and exists (
      select 1
      from ${stage} as later
      where later.id = record.id
        and later.n > record.n
    )`,
  )
}

/** Notes what becomes of the standing records that `which` (a condition on `record`) chooses. */
export async function noteStanding(
  db: Db,
  stage: RawBuilder<unknown>,
  outcome: 'inserted' | 'updated',
  which: RawBuilder<unknown>,
): Promise<void> {
  await inLots(
    db,
    stage,
    (lot) => sql`
    update ${stage} as record
    set outcome = ${sql.lit(outcome)}
    where ${lot}
      and standing = 1
      and ${which}`,
  )
}

/** Records are updated that nothing else became of; `rows` is a `from … where` that gives them as `record`. */
export async function noteUpdated(db: Db, stage: RawBuilder<unknown>, rows: RawBuilder<unknown>): Promise<void> {
  await inLots(
    db,
    stage,
    (lot) => sql`
    update ${stage}
    set outcome = 'updated'
    where outcome is null
      and n in (select record.n ${rows} and ${lot})`,
  )
}

/**
 * Counts the records of a stage by what became of them. A record that another one of the same id stands for is
 * unchanged where it says the same or nothing changed at all, so that a file imported again changes nothing.
 */
export async function countOutcomes(db: Db, stage: RawBuilder<unknown>, tally: Tally): Promise<void> {
  const { rows } = await sql<{ outcome: 'inserted' | 'updated' | 'unchanged'; records: number }>`
    select
      case
        when record.standing = 1 then coalesce(record.outcome, 'unchanged')
        when last.outcome is null or last.mark = record.mark then 'unchanged'
        else 'updated'
      end as outcome,
      count(*) as records
    from ${stage} as record
    left join ${stage} as last
      on record.standing = 0
      and last.id = record.id
      and last.standing = 1
    group by 1`.execute(db)
  for (const { outcome, records } of rows) tally.count(outcome, Number(records))
}
