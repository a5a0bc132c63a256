import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { giveOwnIds } from './join-customers.ts'
import { inLots } from './lots.ts'

/**
 * Finds the customer of every standing row of a stage with `customer_id`, `email`, `email_folded`, `country`, `at`, and
 * writes its key to `customer`. Unknown customers are made: `never asked`, with the address the row gives, existing
 * from their earliest row. The stage has indexes on `(customer_id, n)` and `(email_folded, n)`.
 */
export async function resolveCustomers(db: Db, stage: RawBuilder<unknown>): Promise<void> {
  await giveOwnIds(db, sql`(${ownPairs(stage)})`)
  await inLots(
    db,
    stage,
    (lot) => sql`
    update ${stage} as record
    set customer_id = coalesce(
      (select customers.id from customers where customers.email_folded = record.email_folded),
      (select other.customer_id from ${stage} as other
        where other.email_folded = record.email_folded and other.customer_id is not null and other.standing = 1
        order by other.n limit 1),
      record.email_folded)
    where ${lot}
      and customer_id is null
      and standing = 1`,
  )
  await makeMissing(db, stage)
  await giveAddresses(db, stage)
  await inLots(
    db,
    stage,
    (lot) => sql`
    update ${stage} as record
    set customer = (select customers.key from customers where customers.id = record.customer_id)
    where ${lot}
      and standing = 1`,
  )
  await giveCountries(db, stage)
}

/** Which id goes with an address: what its first row with both says, unless that customer has another address. */
function ownPairs(stage: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select record.customer_id as id, record.email_folded as email_folded
    from ${stage} as record
    where record.standing = 1
      and record.customer_id is not null
      and record.email_folded is not null
      and exists (select 1 from customers where customers.id = record.email_folded)
      and not exists (
        select 1 from customers as own where own.id = record.customer_id and own.email_folded is not null
      )
      and not exists (
        select 1 from ${stage} as earlier
        where earlier.email_folded = record.email_folded
          and earlier.customer_id is not null
          and earlier.standing = 1
          and earlier.n < record.n
      )
      and not exists (
        select 1 from ${stage} as earlier
        where earlier.customer_id = record.customer_id
          and earlier.email_folded <> record.email_folded
          and earlier.standing = 1
          and earlier.n < record.n
      )`
}

async function makeMissing(db: Db, stage: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into customers (id, exists_from)
    select record.customer_id, min(record.at)
    from ${stage} as record
    where record.standing = 1
      and not exists (select 1 from customers where customers.id = record.customer_id)
    group by record.customer_id
    order by record.customer_id`.execute(db)
}

/** A customer without an address takes the first one given for it, where that is nobody's yet. */
async function giveAddresses(db: Db, stage: RawBuilder<unknown>): Promise<void> {
  const earlier = (column: 'email_folded' | 'customer_id') => sql`
    select 1 from ${stage} as earlier
    where earlier.${sql.ref(column)} = record.${sql.ref(column)}
      and earlier.email_folded is not null
      and earlier.standing = 1
      and earlier.n < record.n`
  await sql`
    update customers
    set email = record.email, email_folded = record.email_folded
    from ${stage} as record
    where record.customer_id = customers.id
      and record.standing = 1
      and record.email_folded is not null
      and customers.email_folded is null
      and not exists (select 1 from customers as holder where holder.email_folded = record.email_folded)
      and not exists (${earlier('email_folded')})
      and not exists (${earlier('customer_id')})`.execute(db)
}

async function giveCountries(db: Db, stage: RawBuilder<unknown>): Promise<void> {
  const given = sql`record.standing = 1 and record.country is not null`
  await sql`
    update customers
    set country = (
      select record.country from ${stage} as record
      where record.customer_id = customers.id and ${given}
      order by record.n limit 1)
    where country is null
      and id in (select record.customer_id from ${stage} as record where ${given})`.execute(db)
}
