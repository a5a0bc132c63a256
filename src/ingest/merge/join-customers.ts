import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { madeByTrace } from './exists-from.ts'

/**
 * A customer made from an address alone carries it as id until a file says the shop's own. `pairs` is a query of
 * `(id, email_folded)` that says so, each once. Where the id is new, the customer takes it; where it is another
 * customer's already, the two become one.
 */
export async function giveOwnIds(db: Db, pairs: RawBuilder<unknown>): Promise<void> {
  const found = await sql`
    select 1
    from customers as placeholder
    join ${pairs} as pair on pair.email_folded = placeholder.email_folded
    where placeholder.id = placeholder.email_folded
      and pair.id <> placeholder.id
    limit 1`.execute(db)
  if (found.rows.length === 0) return
  await joinInto(db, pairs)
  await sql`
    update customers
    set id = pair.id
    from ${pairs} as pair
    where customers.id = customers.email_folded
      and pair.email_folded = customers.email_folded
      and pair.id <> customers.id`.execute(db)
}

/** Makes one of a placeholder and the customer with the id; the one whom a customers file named stays. Few: row by row. */
async function joinInto(db: Db, pairs: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ from: number; into: number }>`
    select
      case when ${madeByTrace('own')} then own.key else placeholder.key end as "from",
      case when ${madeByTrace('own')} then placeholder.key else own.key end as "into"
    from customers as placeholder
    join ${pairs} as pair on pair.email_folded = placeholder.email_folded
    join customers as own on own.id = pair.id
    where placeholder.id = placeholder.email_folded
      and own.key <> placeholder.key`.execute(db)
  for (const { from, into } of rows) await moveAll(db, from, into)
}

async function moveAll(db: Db, from: number, into: number): Promise<void> {
  await sql`update orders set customer = ${into} where customer = ${from}`.execute(db)
  await sql`update consents set customer = ${into} where customer = ${from}`.execute(db)
  await moveMessageEvents(db, from, into)
  await moveEvents(db, from, into)
  for (const [table, same] of OWNED) {
    const twin = sql.join(
      same.map((column) => sql`twin.${sql.ref(column)} = ${sql.table(table)}.${sql.ref(column)}`),
      sql` and `,
    )
    await sql`
      update ${sql.table(table)}
      set customer = ${into}
      where customer = ${from}
        and not exists (select 1 from ${sql.table(table)} as twin where twin.customer = ${into} and ${twin})`.execute(
      db,
    )
    await sql`delete from ${sql.table(table)} where customer = ${from}`.execute(db)
  }
  await sql`
    update customers
    set exists_from = (select exists_from from customers where key = ${from})
    where key = ${into}
      and exists_from > (select exists_from from customers where key = ${from})`.execute(db)
  await sql`delete from customers where key = ${from}`.execute(db)
}

/** Tables in which a customer has at most one row of a kind, with what makes the kind. */
const OWNED = [
  ['suppressions', ['reason']],
  ['customer_tags', ['tag_folded']],
  ['customer_attributes', ['name', 'position']],
  ['memberships', ['segment', 'entered_at']],
  ['messages', ['campaign', 'step', 'occasion']],
] as const

/** An event's hash begins with its customer's key. */
async function moveEvents(db: Db, from: number, into: number): Promise<void> {
  const content = sql`substr(hash, ${String(from).length + 2})`
  await sql`
    delete from events
    where customer = ${from}
      and exists (select 1 from events as twin where twin.hash = ${`${into}:`} || substr(events.hash, ${String(from).length + 2}))
  `.execute(db)
  await sql`update events set customer = ${into}, hash = ${`${into}:`} || ${content} where customer = ${from}`.execute(
    db,
  )
}

/** An email that both got at the same occasion stays with one of them; what came of the other keeps its own words. */
async function moveMessageEvents(db: Db, from: number, into: number): Promise<void> {
  await sql`
    update message_events
    set message = null
    where message in (
      select message.key
      from messages as message
      join messages as twin on twin.customer = ${into}
        and twin.campaign = message.campaign and twin.step = message.step and twin.occasion = message.occasion
      where message.customer = ${from}
    )`.execute(db)
  await sql`update message_events set customer = ${into} where customer = ${from}`.execute(db)
}
