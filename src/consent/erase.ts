import { sql } from 'kysely'
import { closedBatch, type DbContext, inTransaction, note, PERSONAL_COLUMNS } from '../db/index.ts'
import { erasedHashes, keepErased } from './erased-hashes.ts'
import { provePepper } from './pepper.ts'
import { unpair } from './unpair.ts'

/** The name of the row in `instance` that says that files still hold traces of somebody erased. */
export const OWED_WIPE = 'wipe_owed'

/**
 * Takes a person out of every table in one transaction (PRIV-03). What remains says nothing of anybody: a row without
 * name, the count of emails, and keyed hashes that keep them suppressed. What lies outside of the tables is owed from
 * then on, written down in the same transaction: a crash cannot forget it. `under way`: an email to them is in flight,
 * its request cannot be changed; nothing was done.
 */
export function erase(ctx: DbContext, customer: number, pepper: string): Promise<'erased' | 'under way'> {
  return inTransaction(ctx.db, async (trx) => {
    const inside = { ...ctx, db: trx }
    const named = await held(inside, customer)
    if (await isUnderWay(inside, customer)) return 'under way'
    await provePepper(inside, pepper)
    const hashes = named.id === blankId(customer) ? [] : erasedHashes(pepper, named)
    await holdEmails(inside, customer)
    await blankMessages(inside, customer)
    await deleteRows(inside, customer, named.email)
    await blankCustomer(inside, customer)
    await keepErased(inside, hashes)
    await oweWipe(inside, customer)
    return 'erased'
  })
}

/** Nothing of theirs is claimed from here on. */
async function held({ db, dialect }: DbContext, customer: number): Promise<{ id: string; email: string | null }> {
  const { rows } = await sql<{ id: string; email: string | null }>`
    select id, email
    from customers
    where key = ${customer}
    ${dialect.locked('wait', 'customers')}`.execute(db)
  if (!rows[0]) throw new Error(`there is no customer ${customer}`)
  return rows[0]
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
            -- said twice, so that the index of open messages is used
            and others.state in ('waiting', 'queued', 'claimed', 'uncertain')
            and others.state = 'claimed'
        )
      )
    limit 1`.execute(db)
  return rows.length > 0
}

/** Requests before messages, as delivery goes, which changes them beside this. */
async function holdEmails({ db, dialect }: DbContext, customer: number): Promise<void> {
  const rows = await db.selectFrom('messages').select(['key', 'batch']).where('customer', '=', customer).execute()
  const batches = new Set(rows.flatMap(({ batch }) => batch ?? []))
  await dialect.hold(db, 'batches', [...batches])
  await dialect.hold(
    db,
    'messages',
    rows.map(({ key }) => key),
  )
}

async function blankMessages({ db }: DbContext, customer: number): Promise<void> {
  const theirs = sql`(select batch from messages where customer = ${customer} and batch is not null)`
  await sql`update batches set ${closedBatch} where key in ${theirs} and body is not null`.execute(db)
  await sql`
    update messages
    set state = case when state in ('waiting', 'queued', 'uncertain', 'raised') then 'cancelled' else state end,
      occasion = 'erased-' || key,
      "order" = null,
      error = null
    where customer = ${customer}`.execute(db)
  await sql`
    update message_events
    set link = null, link_folded = null
    where customer = ${customer}`.execute(db)
}

async function deleteRows({ db, dialect }: DbContext, customer: number, email: string | null): Promise<void> {
  await sql`
    delete from order_lines
    where "order" in (select key from orders where customer = ${customer})`.execute(db)
  if (email !== null) {
    const named = dialect.contains(sql`lower(url)`, sql`lower(${email})`)
    await sql`delete from links where ${named}`.execute(db)
  }
  // What the last run counted goes on to the next one.
  await sql`
    update segment_states
    set size = size - 1
    where segment in (
      select segment
      from memberships
      where customer = ${customer}
        and left_at is null
    )`.execute(db)
  await unpair({ db }, customer)
  for (const table of OF_A_PERSON) {
    await sql`delete from ${sql.table(table)} where customer = ${customer}`.execute(db)
  }
}

/** Tables that go as a whole; the order matters to nobody but the reader. */
const OF_A_PERSON = [
  ...(['orders', 'events', 'customer_tags', 'customer_attributes', 'memberships'] as const),
  ...(['consents', 'tracking_consents', 'customer_pauses', 'suppressions'] as const),
  ...(['customer_products', 'unpaired_customers'] as const),
] as const

async function blankCustomer(ctx: DbContext, customer: number): Promise<void> {
  const blanks = [...PERSONAL_COLUMNS, 'language_chosen_at'].map((name) => sql`${sql.ref(name)} = null`)
  await sql`
    update customers
    set id = ${blankId(customer)}, ${sql.join(blanks)}
    where key = ${customer}`.execute(ctx.db)
  await ctx.db
    .insertInto('suppressions')
    .values({ customer, reason: 'erased', since: ctx.now, recorded_at: ctx.now })
    .execute()
}

/** Equal for no two erasures: whoever pays strikes out only what was owed when they began. */
function oweWipe(ctx: DbContext, customer: number): Promise<void> {
  return note(ctx, OWED_WIPE, `${ctx.now}:${customer}`)
}

function blankId(customer: number): string {
  return `erased-${customer}`
}
