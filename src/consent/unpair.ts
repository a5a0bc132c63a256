import { sql } from 'kysely'
import type { DbContext } from '../db/index.ts'

/** Takes a customer (key) out of the counts that recommendations are made from, as if they had bought nothing. */
export async function unpair({ db }: Pick<DbContext, 'db'>, customer: number): Promise<void> {
  const theirs = sql`(select product from customer_products where customer = ${customer})`
  await sql`
    update product_pairs
    set customers = customers - 1
    where one in ${theirs} and other in ${theirs}`.execute(db)
  await sql`delete from product_pairs where one in ${theirs} and customers = 0`.execute(db)
  await sql`update paired_products set customers = customers - 1 where number in ${theirs}`.execute(db)
}
