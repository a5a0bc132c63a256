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
  if (dialect === 'sqlite') {
    await sql`create table changed_customers (customer integer primary key)`.execute(db)
    for (const [table, column] of Object.entries(OF_A_CUSTOMER)) {
      await markInSqlite(db, table, (row) => `${row}.${column}`)
    }
    await markInSqlite(db, 'order_lines', (row) => `(select customer from orders where key = ${row}."order")`)
    await markInSqlite(db, 'products', () => String(CATALOGUE))
    return
  }
  await sql`
    create table changed_customers (
      customer bigint not null,
      mark bigint generated always as identity primary key
    )`.execute(db)
  await sql`create index changed_customers_by_customer on changed_customers (customer)`.execute(db)
  for (const [table, column] of Object.entries(OF_A_CUSTOMER)) {
    await markInPostgres(db, table, (rows) => `select ${column} as customer from ${rows}`)
  }
  const ofOrders = (rows: string) => `select orders.customer from ${rows} join orders on orders.key = ${rows}."order"`
  await markInPostgres(db, 'order_lines', ofOrders)
  await markInPostgres(db, 'products', (rows) => `select ${CATALOGUE} as customer from ${rows}`)
  for (const table of THEIR_WORD) await lockInPostgres(db, table)
}

type CustomerOf = (row: 'old' | 'new') => string
/** A select of customers out of changed rows. */
type CustomersOf = (rows: string) => string

async function markInSqlite(db: Schema, table: string, customerOf: CustomerOf): Promise<void> {
  const note = (row: 'old' | 'new') =>
    `insert into changed_customers (customer)
      select changed.customer from (select ${customerOf(row)} as customer) as changed
      where changed.customer is not null
        and not exists (select 1 from changed_customers as known where known.customer = changed.customer);`
  // Of an order's many lines the first marks its customer: asked beforehand, the others take half as long.
  const isNew = (row: 'old' | 'new') =>
    `when not exists (select 1 from changed_customers where customer = ${customerOf(row)})`
  const on = {
    insert: { when: isNew('new'), notes: note('new') },
    update: { when: '', notes: `${note('old')}\n      ${note('new')}` },
    delete: { when: isNew('old'), notes: note('old') },
  }
  for (const [event, { when, notes }] of Object.entries(on)) {
    await sql
      .raw(`
    create trigger ${table}_${event}_changes after ${event} on ${table} ${when} begin
      ${notes}
    end`)
      .execute(db)
  }
}

/** A word of a customer about what they want to get: a claim of their emails and it go one after the other. */
const THEIR_WORD = ['consents', 'suppressions', 'customer_pauses']

/**
 * Marks are only ever added, by one statement for all rows of another: transactions that mark the same customers do not
 * meet, and a run takes away what it has seen, no more.
 */
async function markInPostgres(db: Schema, table: string, customersOf: CustomersOf): Promise<void> {
  const note = (rows: string) => `
      insert into changed_customers (customer)
      select distinct changed.customer from (${customersOf(rows)}) as changed
      where changed.customer is not null;`
  const on = {
    insert: { rows: 'new table as fresh', notes: note('fresh') },
    update: { rows: 'old table as gone new table as fresh', notes: note('gone') + note('fresh') },
    delete: { rows: 'old table as gone', notes: note('gone') },
  }
  for (const [event, { rows, notes }] of Object.entries(on)) await afterEach(db, table, event, rows, notes)
}

async function afterEach(db: Schema, table: string, event: string, rows: string, notes: string): Promise<void> {
  const name = `${table}_${event}_changes`
  await sql
    .raw(`
    create function ${name}() returns trigger language plpgsql as $$
    begin
      ${notes.trim()}
      return null;
    end $$`)
    .execute(db)
  await sql
    .raw(`
    create trigger ${name} after ${event} on ${table}
    referencing ${rows}
    for each statement execute function ${name}()`)
    .execute(db)
}

/** A claim locks its customers in the same way, and then asks. */
async function lockInPostgres(db: Schema, table: string): Promise<void> {
  await sql
    .raw(`
    create function ${table}_said() returns trigger language plpgsql as $$
    begin
      perform 1 from customers where key in (select customer from fresh) order by key for no key update;
      return null;
    end $$`)
    .execute(db)
  for (const event of ['insert', 'update']) {
    await sql
      .raw(`
    create trigger ${table}_said_by_${event} after ${event} on ${table}
    referencing new table as fresh
    for each statement execute function ${table}_said()`)
      .execute(db)
  }
}
