import { type RawBuilder, sql } from 'kysely'
import { type DbContext, PERSONAL_COLUMNS, type Value } from '../../db/index.ts'
import { customerRow, CUSTOMER_COLUMNS } from '../rows/customer-row.ts'
import { attributeRows } from '../rows/attribute-rows.ts'
import type { Reading } from '../rows/reading.ts'
import { claimAddresses } from './claim-addresses.ts'
import { appendConsents, suppressBounced } from './consents.ts'
import { mergeAttributes, mergeTags, openLists } from './customer-lists.ts'
import { madeByTrace, refreshExistsFrom } from './exists-from.ts'
import type { Intake } from './intake.ts'
import { giveOwnIds } from './join-customers.ts'
import { inLots } from './lots.ts'
import { markOf } from './mark.ts'
import { BOOKKEEPING, countOutcomes, noteStanding, settleStanding } from './outcomes.ts'
import { openStage } from './stage.ts'
import { noteOutcomes, type Values, writeNoted } from './write-by-id.ts'

const COLUMNS = { ...CUSTOMER_COLUMNS, ...BOOKKEEPING, clash: 'integer', rank: 'integer' } as const

/** Takes in customers of one file. */
export async function customerIntake(ctx: DbContext, reading: Reading): Promise<Intake> {
  const stage = await openStage(ctx, 'customers', COLUMNS, [
    ['id', 'n'],
    ['email_folded', 'n'],
  ])
  const read = customerRow(reading)
  const attributes = attributeRows(reading)
  const lists = await openLists(ctx, reading, attributes)
  return {
    async add(record, n) {
      const row = read(record)
      if (!row) return
      const items: Value[] = await lists.add(record, n)
      await stage.add([...row, n, record.line, markOf([...row, ...items]), 1, null, 0, 1])
    },
    async merge() {
      await stage.flush()
      await lists.flush()
      await mergeCustomers(ctx, reading, stage.table)
      if (lists.tags) await mergeTags(ctx.db, stage.table, lists.tags.table)
      if (lists.attributes) await mergeAttributes(ctx.db, stage.table, lists.attributes.table, attributes.names)
      await appendConsents(ctx, stage.table)
      await suppressBounced(ctx, stage.table)
      await refreshExistsFrom(ctx.db, keysOf(stage.table))
      await countOutcomes(ctx.db, stage.table, reading.tally)
      await lists.drop()
      await stage.drop()
    },
  }
}

async function mergeCustomers(ctx: DbContext, reading: Reading, stage: RawBuilder<unknown>): Promise<void> {
  const { db } = ctx
  await idsByAddress(ctx, stage)
  await settleStanding(db, stage)
  await claimAddresses(db, stage, reading)
  await noteOwnIds(ctx, stage)
  await clearLostAddresses(ctx, stage)
  await noteCustomers(ctx, stage, reading)
  await writeCustomers(ctx, stage, reading)
}

/** A record without an id is whose its address is: of the file, of the database, else the address is the id. */
async function idsByAddress({ db }: DbContext, stage: RawBuilder<unknown>): Promise<void> {
  await inLots(
    db,
    stage,
    (lot) => sql`
    update ${stage} as record
    set id = coalesce(
      (select other.id from ${stage} as other
        where other.email_folded = record.email_folded and other.id is not null and other.id <> other.email_folded
        order by other.n limit 1),
      (select customers.id from customers where customers.email_folded = record.email_folded),
      record.email_folded)
    where ${lot} and id is null`,
  )
}

async function noteOwnIds({ db }: DbContext, stage: RawBuilder<unknown>): Promise<void> {
  const pairs = sql`(
    select record.id, record.email_folded
    from ${stage} as record
    where record.standing = 1 and record.clash = 0 and record.email_folded is not null
  )`
  const knownByAddress = sql`
    clash = 0
    and email_folded <> id
    and exists (
      select 1 from customers
      where customers.email_folded = record.email_folded and customers.id = customers.email_folded
    )`
  await noteStanding(db, stage, 'updated', knownByAddress)
  await giveOwnIds(db, pairs)
}

/** An address that a record claims leaves whoever has it, before anybody takes it: it is unique at every moment. */
async function clearLostAddresses({ db }: DbContext, stage: RawBuilder<unknown>): Promise<void> {
  await sql`
    update customers
    set email = null, email_folded = null
    where email_folded in (
        select record.email_folded from ${stage} as record where record.standing = 1 and record.clash = 0
      )
      and exists (
        select 1 from ${stage} as record
        where record.email_folded = customers.email_folded
          and record.id <> customers.id
          and record.standing = 1
          and record.clash = 0
      )`.execute(db)
}

/** Columns that a file has a say in: an absent column leaves what is known, an empty cell clears it. */
function saidColumns(reading: Reading): string[] {
  const columns: readonly (readonly [string, readonly string[]])[] = [
    ['first_name', ['first_name', 'first_name_folded']],
    ['last_name', ['last_name', 'last_name_folded']],
    ['birthday', ['birth_year', 'birth_day']],
    ['region', ['region', 'region_folded']],
    ['city', ['city', 'city_folded']],
    ['language', ['language']],
    ['time_zone', ['time_zone']],
    ['currency', ['currency']],
    ['signed_up_at', ['signed_up_at']],
  ]
  return columns.flatMap(([field, names]) => (reading.layout.has(field) ? names : []))
}

/** What a file says of a column; a language that the customer chose on the preference page stays. */
function saidValue(name: string): RawBuilder<unknown> {
  if (name !== 'language') return sql`record.${sql.ref(name)}`
  return sql`case when customers.language_chosen_at is null then record.language else customers.language end`
}

/** Orders too may say an address or a country: there an empty cell says nothing. */
const KEPT_COLUMNS = ['email', 'email_folded', 'country'] as const

function noteCustomers({ db }: DbContext, stage: RawBuilder<unknown>, reading: Reading): Promise<void> {
  const differs = [
    sql`${madeByTrace('customers')}`,
    ...saidColumns(reading).map((name) => sql`customers.${sql.ref(name)} is distinct from ${saidValue(name)}`),
    ...KEPT_COLUMNS.map((name) => sql`customers.${sql.ref(name)} is distinct from ${keptValue(name)}`),
  ]
  return noteOutcomes(db, { table: 'customers', stage }, sql.join(differs, sql` or `))
}

function keptValue(name: string): RawBuilder<unknown> {
  return sql`coalesce(record.${sql.ref(name)}, customers.${sql.ref(name)})`
}

function writeCustomers({ db }: DbContext, stage: RawBuilder<unknown>, reading: Reading): Promise<void> {
  const said = saidColumns(reading)
  const changes: Values = [
    ...said.map((name) => [name, saidValue(name)] as const),
    ...KEPT_COLUMNS.map((name) => [name, keptValue(name)] as const),
    // Without a sign-up date the customer holds for all times; with one, `refreshExistsFrom` goes on from here.
    ['exists_from', said.includes('signed_up_at') ? sql`record.signed_up_at` : sql`customers.signed_up_at`],
  ]
  const columns = ['id', ...PERSONAL_COLUMNS].map((name) => [name, sql`record.${sql.ref(name)}`] as const)
  return writeNoted(db, { table: 'customers', stage }, changes, [...columns, ['exists_from', sql`record.signed_up_at`]])
}

function keysOf(stage: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select customers.key
    from ${stage} as record
    join customers on customers.id = record.id
    where record.standing = 1`
}
