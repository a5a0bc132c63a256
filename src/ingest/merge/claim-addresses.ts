import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Reading } from '../rows/reading.ts'
import { madeByTrace } from './exists-from.ts'

/**
 * An address is one customer's: who has it by an earlier file keeps it (unless this file gives that customer another),
 * else the first of the file gets it. The others keep all but the cell, and it is told. A customer known by a trace
 * only, or by the address itself, gives way.
 */
export async function claimAddresses(db: Db, stage: RawBuilder<unknown>, reading: Reading): Promise<void> {
  const firm = sql`(holder.id <> holder.email_folded and not ${madeByTrace('holder')})`
  await sql`
    update ${stage} as record
    set rank = 0
    where standing = 1
      and email_folded is not null
      and exists (
        select 1 from customers as holder
        where holder.email_folded = record.email_folded and holder.id = record.id and ${firm}
      )`.execute(db)
  await sql`
    update ${stage} as record
    set clash = 1
    where standing = 1
      and email_folded is not null
      and (
        exists (
          select 1 from ${stage} as other
          where other.email_folded = record.email_folded
            and other.id <> record.id
            and other.standing = 1
            and (other.rank < record.rank or (other.rank = record.rank and other.n < record.n))
        )
        or exists (
          select 1 from customers as holder
          where holder.email_folded = record.email_folded
            and holder.id <> record.id
            and ${firm}
            and not exists (
              select 1 from ${stage} as moving
              where moving.id = holder.id
                and moving.standing = 1
                and moving.email_folded <> holder.email_folded
            )
        )
      )`.execute(db)
  const { rows } = await sql<{ line: number; email: string }>`
    select line, email from ${stage} where clash = 1 order by n`.execute(db)
  for (const { line, email } of rows) {
    const { file, layout, tally } = reading
    const reason = 'is another customer’s address already'
    tally.reject({ file, line, column: layout.column('email'), value: email, reason, kind: 'cell' })
  }
  if (rows.length > 0) {
    await sql`update ${stage} set email = null, email_folded = null where clash = 1`.execute(db)
  }
}
