import { sql } from 'kysely'
import { type DbContext, inTransaction } from '../db/index.ts'
import { erasedHashes, keepErased } from './erased-hashes.ts'

/** What came of an erasure: the messages whose copies elsewhere must go too, and the hashes that remain. */
export interface Erased {
  readonly outcome: 'erased'
  /** Keys of all messages to this customer. */
  readonly messages: readonly number[]
  readonly hashes: readonly string[]
}

/**
 * Takes a person out of every table in one transaction (PRIV-03). What remains says nothing of anybody: a row without
 * name, the count of emails, and keyed hashes that keep them suppressed. `under way`: an email to them is in flight, its
 * request cannot be changed; nothing was done.
 */
export function erase(
  ctx: DbContext,
  customer: number,
  pepper: string,
): Promise<Erased | { readonly outcome: 'under way' }> {
  return inTransaction(ctx.db, async (trx) => {
    const inside = { ...ctx, db: trx }
    if (await isUnderWay(inside, customer)) return { outcome: 'under way' as const }
    const named = await trx
      .selectFrom('customers')
      .select(['id', 'email'])
      .where('key', '=', customer)
      .executeTakeFirstOrThrow()
    const hashes = named.id === blankId(customer) ? [] : erasedHashes(pepper, named)
    const messages = await blankMessages(inside, customer)
    await deleteRows(inside, customer, named.email)
    await blankCustomer(inside, customer)
    await keepErased(inside, hashes)
    return { outcome: 'erased' as const, messages, hashes }
  })
}

/** A frozen request names all its recipients, and must be repeated byte for byte. */
async function isUnderWay({ db }: DbContext, customer: number): Promise<boolean> {
  const { rows } = await sql`
    select 1
    from messages
    where messages.customer = ${customer}
      and (
        messages.state = 'claimed'
        or exists (
          select 1
          from messages as others
          where others.batch = messages.batch
            and others.state = 'claimed'
        )
      )
    limit 1`.execute(db)
  return rows.length > 0
}

async function blankMessages({ db }: DbContext, customer: number): Promise<number[]> {
  const theirs = sql`(select batch from messages where customer = ${customer} and batch is not null)`
  await sql`update batches set body = null, state = 'done' where key in ${theirs} and body is not null`.execute(db)
  const { rows } = await sql<{ key: number }>`
    update messages
    set state = case when state in ('waiting', 'queued', 'uncertain') then 'cancelled' else state end,
      occasion = 'erased-' || key,
      "order" = null,
      error = null
    where customer = ${customer}
    returning key`.execute(db)
  await sql`
    update message_events
    set link = null, link_folded = null
    where customer = ${customer}`.execute(db)
  return rows.map(({ key }) => key)
}

async function deleteRows({ db }: DbContext, customer: number, email: string | null): Promise<void> {
  await sql`
    delete from order_lines
    where "order" in (select key from orders where customer = ${customer})`.execute(db)
  if (email !== null) await sql`delete from links where instr(lower(url), lower(${email})) > 0`.execute(db)
  for (const table of OF_A_PERSON) {
    await sql`delete from ${sql.table(table)} where customer = ${customer}`.execute(db)
  }
}

/** Tables that go as a whole; the order matters to nobody but the reader. */
const OF_A_PERSON = [
  ...(['orders', 'events', 'customer_tags', 'customer_attributes', 'memberships'] as const),
  ...(['consents', 'tracking_consents', 'customer_pauses', 'suppressions'] as const),
] as const

async function blankCustomer(ctx: DbContext, customer: number): Promise<void> {
  const nothing = ['email', 'email_folded', 'first_name', 'last_name', 'birth_year', 'birth_day', 'country', 'region']
  const more = ['region_folded', 'city', 'city_folded', 'language', 'time_zone', 'currency', 'signed_up_at']
  const blanks = [...nothing, ...more, 'language_chosen_at'].map((name) => sql`${sql.ref(name)} = null`)
  await sql`
    update customers
    set id = ${blankId(customer)}, ${sql.join(blanks)}
    where key = ${customer}`.execute(ctx.db)
  await ctx.db
    .insertInto('suppressions')
    .values({ customer, reason: 'erased', since: ctx.now, recorded_at: ctx.now })
    .execute()
}

function blankId(customer: number): string {
  return `erased-${customer}`
}
