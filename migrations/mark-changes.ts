import { sql } from 'kysely'
import type { Schema } from './migration.ts'

/** Tables whose rows belong to a customer, and the column that says to whom. */
const OF_A_CUSTOMER = {
  customers: 'key',
  customer_tags: 'customer',
  customer_attributes: 'customer',
  consents: 'customer',
  suppressions: 'customer',
  orders: 'customer',
  events: 'customer',
} as const

const CATALOGUE = 0

/**
 * Has the database itself note in `changed_customers` whose data changed, in the transaction that changes it: no
 * import, correction or erasure can forget it. Customer 0 stands for the catalogue, which speaks of nobody.
 */
export async function markChanges(db: Schema, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const mark = dialect === 'sqlite' ? markInSqlite : markInPostgres
  for (const [table, column] of Object.entries(OF_A_CUSTOMER)) await mark(db, table, (row) => `${row}.${column}`)
  await mark(db, 'order_lines', (row) => `(select customer from orders where key = ${row}."order")`)
  await mark(db, 'products', () => String(CATALOGUE))
}

type CustomerOf = (row: 'old' | 'new') => string

async function markInSqlite(db: Schema, table: string, customerOf: CustomerOf): Promise<void> {
  const note = (row: 'old' | 'new') =>
    `insert into changed_customers (customer)
      select changed.customer from (select ${customerOf(row)} as customer) as changed
      where changed.customer is not null
        and not exists (select 1 from changed_customers as known where known.customer = changed.customer);`
  const on = { insert: note('new'), update: `${note('old')}\n      ${note('new')}`, delete: note('old') }
  for (const [event, notes] of Object.entries(on)) {
    await sql
      .raw(`
    create trigger ${table}_${event}_changes after ${event} on ${table} begin
      ${notes}
    end`)
      .execute(db)
  }
}

/** An update takes the row's lock: a run that clears it waits for this transaction, or this one for the run. */
async function markInPostgres(db: Schema, table: string, customerOf: CustomerOf): Promise<void> {
  const note = (row: 'old' | 'new') =>
    `insert into changed_customers (customer)
      select changed.customer from (select ${customerOf(row)} as customer) as changed
      where changed.customer is not null
      on conflict (customer) do update set customer = excluded.customer;`
  await sql
    .raw(`
    create function ${table}_changes() returns trigger language plpgsql as $$
    begin
      if tg_op <> 'INSERT' then
      ${note('old')}
      end if;
      if tg_op <> 'DELETE' then
      ${note('new')}
      end if;
      return null;
    end $$`)
    .execute(db)
  await sql
    .raw(`
    create trigger ${table}_changes after insert or update or delete on ${table}
    for each row execute function ${table}_changes()`)
    .execute(db)
}
