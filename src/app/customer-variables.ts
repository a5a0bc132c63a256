import { type Selectable, sql } from 'kysely'
import { localDay } from '../calendar/index.ts'
import type { Attribute, Shop } from '../config/index.ts'
import { type CustomersTable, type DbContext, onOneConnection, scratchName } from '../db/index.ts'
import { columnOf, type FactQuestion, profileQuery, type Vocabulary } from '../facts/index.ts'
import { attributesOf } from './attribute-variables.ts'
import type { Money, Variables } from '../render/index.ts'

/** A customer as an email knows it: the stored row, and what templates call `customer.*`. */
export interface Recipient {
  readonly row: Selectable<CustomersTable>
  readonly variables: Variables
}

/** Facts that templates may show. Texts come from the row itself: rules compare them folded, emails show them as they are. */
const NUMBERS = ['orders', 'age', 'years_as_customer'] as const
const AMOUNTS = ['total_spent', 'average_order', 'largest_order'] as const
const INSTANTS = ['first_order', 'last_order'] as const
const SHOWN = [...NUMBERS, ...AMOUNTS, ...INSTANTS]

/**
 * The recipients of a batch by customer key, as of `ctx.now`: one query however many, one more where the emails
 * read facts, and one more where they read the shop's own attributes. `paths` are the dotted variables they read; a fact that is not among them is null.
 */
export async function customerVariables(
  ctx: DbContext,
  vocabulary: Vocabulary,
  keys: readonly number[],
  paths: ReadonlySet<string>,
): Promise<ReadonlyMap<number, Recipient>> {
  const wanted = [...new Set(keys)]
  if (wanted.length === 0) return new Map()
  const rows = await ctx.db.selectFrom('customers').selectAll().where('key', 'in', wanted).execute()
  const facts = await factsOf(ctx, vocabulary, wanted, factsAmong(paths))
  const attributes = await attributesOf(ctx, vocabulary.shop, wanted, attributesAmong(paths, vocabulary.shop))
  return new Map(
    rows.map((row) => {
      const own = variablesOf(row, facts.get(row.key) ?? {}, vocabulary.shop.currency)
      const variables = { ...attributes.get(row.key), ...own }
      return [row.key, { row, variables }]
    }),
  )
}

function factsAmong(paths: ReadonlySet<string>): readonly FactQuestion[] {
  return SHOWN.filter(askedIn(paths)).map((fact) => ({ fact }))
}

function attributesAmong(paths: ReadonlySet<string>, { attributes }: Shop): readonly Attribute[] {
  const isAsked = askedIn(paths)
  return attributes.filter(({ name }) => isAsked(name))
}

/** Whether a template reads `customer.NAME`; `{{#with customer}}` reads them all. */
function askedIn(paths: ReadonlySet<string>): (name: string) => boolean {
  const all = paths.has('customer') || paths.has('customer.*')
  const asked = new Set([...paths].map((path) => path.split('.').slice(0, 2).join('.')))
  return (name) => all || asked.has(`customer.${name}`)
}

type FactRow = Readonly<Record<string, number | string | null>>

async function factsOf(
  ctx: DbContext,
  vocabulary: Vocabulary,
  keys: readonly number[],
  questions: readonly FactQuestion[],
): Promise<ReadonlyMap<number, FactRow>> {
  if (questions.length === 0) return new Map()
  return onOneConnection(ctx.db, async (db) => {
    const table = scratchName('recipients')
    const given = ctx.dialect.rows(
      { subject: 'integer', customer: 'integer', at: 'integer' },
      keys.map((key) => [key, key, ctx.now]),
    )
    await ctx.dialect.scratch(
      db,
      table,
      sql`select subject, customer, at, cast(null as bigint) as since from ${given} as given`,
    )
    try {
      const subjects = { of: 'rows', table, today: localDay(ctx.now, vocabulary.shop.timeZone) } as const
      const profile = profileQuery({ ...ctx, db, vocabulary }, subjects, questions)
      const { rows } = await sql<FactRow>`select * from (${profile}) as profile`.execute(db)
      return new Map(rows.map((row) => [Number(row.subject), named(row, questions)]))
    } finally {
      await sql`drop table ${sql.table(table)}`.execute(db)
    }
  })
}

/** The profile's columns under the names of their facts. */
function named(row: FactRow, questions: readonly FactQuestion[]): FactRow {
  return Object.fromEntries(questions.map((question) => [question.fact, row[columnOf(question)] ?? null]))
}

function variablesOf(row: Selectable<CustomersTable>, facts: FactRow, currency: string): Variables {
  const money = (value: number | string | null | undefined): Money | null =>
    typeof value === 'number' ? { amount: Math.round(value), currency } : null
  return {
    id: row.id,
    email: row.email,
    first_name: row.first_name,
    last_name: row.last_name,
    language: row.language,
    country: row.country,
    city: row.city,
    signed_up: row.signed_up_at,
    ...Object.fromEntries([...NUMBERS, ...INSTANTS].map((fact) => [fact, facts[fact] ?? null])),
    ...Object.fromEntries(AMOUNTS.map((fact) => [fact, money(facts[fact])])),
  }
}
