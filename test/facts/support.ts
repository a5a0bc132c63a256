import { sql } from 'kysely'
import { localDay, startOfDay } from '../../src/calendar/index.ts'
import type { Shop } from '../../src/config/shop.ts'
import type { Db, OpenDb } from '../../src/db/index.ts'
import {
  type Clause,
  clauseHolds,
  clausePredicate,
  columnOf,
  type FactValue,
  profileQuery,
  type Question,
  readClause,
  type Subjects,
  type Vocabulary,
  vocabularyOf,
  type When,
} from '../../src/facts/index.ts'
import type { Problem } from '../../src/problem.ts'
import { fold } from '../../src/text/index.ts'
import { parseYaml, type YamlEntry } from '../../src/yaml/index.ts'
import { aShop, attributesOf } from '../support/naive/a-shop.ts'
import { openTestDb } from '../support/open-test-db.ts'

/** A shop in Zagreb that counts in euros and declares one of each. */
export function testShop(overrides: Partial<Shop> = {}): Shop {
  return aShop({
    rates: { USD: '0.92' },
    sendAt: { time: '09:00', clock: 'shop' },
    stages: ['new', 'at-risk'],
    attributes: attributesOf({
      colour: 'text',
      shoe_size: 'number',
      budget: 'money',
      renewal: 'date',
      name_day: 'yearly',
      wholesale: 'yes/no',
      likes: 'list',
    }),
    events: [
      { name: 'viewed', description: undefined, filters: { category: 'text', price: 'money', seconds: 'number' } },
    ],
    topics: {},
    ...overrides,
  })
}

export interface OrderRow {
  readonly at: string
  readonly total?: number
  readonly status?: string
  readonly delivered?: string
  readonly refunded?: number
  readonly refundedAt?: string
  readonly coupon?: string
  readonly channel?: string
  readonly lines?: readonly LineRow[]
}

export interface LineRow {
  readonly product?: string
  readonly sku?: string
  readonly name?: string
  readonly category?: string
  readonly brand?: string
  readonly quantity?: number
  readonly milli?: number
}

/** A small shop in a real database: customers by id, instants as ISO text (without a zone: the shop's wall time). */
export interface TestShop {
  readonly open: OpenDb
  readonly db: Db
  readonly vocabulary: Vocabulary
  customer(id: string, row?: Record<string, unknown>): Promise<number>
  order(customer: number, row: OrderRow): Promise<number>
  insert(table: string, row: Record<string, unknown>): Promise<void>
  /** An email of a campaign that was submitted, of the step `one` and a template of the campaign's name. */
  email(customer: number, at: string, campaign?: string): Promise<void>
  /** What became of an email of a campaign. */
  emailEvent(customer: number, kind: string, at: string, row?: Record<string, unknown>): Promise<void>
  /** Who meets all the lines as of an instant, by id, sorted. Each line is judged in memory too. */
  who(lines: string | readonly string[], now: string): Promise<string[]>
  /** The value of a question for each customer, by id. */
  values(line: string, now: string): Promise<Record<string, FactValue>>
  /** The value of a question for each row of a scratch table. */
  rowValues(line: string, rows: readonly ScratchRow[], now: string): Promise<FactValue[]>
  at(text: string): number
}

export interface ScratchRow {
  readonly customer: number
  readonly at: string
  readonly since?: string
}

export async function openShop(overrides: Partial<Shop> = {}): Promise<TestShop> {
  const open = await openTestDb()
  const { db, dialect } = open
  const vocabulary = vocabularyOf(testShop(overrides))
  const at = (text: string) => instant(text, vocabulary.shop.timeZone)
  let orders = 0
  let emails = 0
  let scratch = 0
  const insert = async (table: string, row: Record<string, unknown>): Promise<void> => {
    const keys = Object.keys(row)
    await sql`insert into ${sql.table(table)} (${sql.join(keys.map((key) => sql.ref(key)))})
      values (${sql.join(Object.values(row))})`.execute(db)
  }
  const answer = async (questions: readonly Question[], now: number, subjects: Subjects = { of: 'everyone' }) => {
    const query = profileQuery({ db, dialect, now, vocabulary }, subjects, questions)
    const ids = sql<Record<string, FactValue>>`select profile.*, customers.id as id
      from (${query}) as profile join customers on customers.key = profile.customer order by profile.subject`
    return (await ids.execute(db)).rows
  }
  return {
    open,
    db,
    vocabulary,
    insert,
    at,
    async customer(id, row = {}) {
      await insert('customers', { id, email: `${id}@example.com`, email_folded: `${id}@example.com`, ...row })
      const found = await sql<{ key: number }>`select key from customers where id = ${id}`.execute(db)
      return (found.rows[0] as { key: number }).key
    },
    async email(customer, when, campaign = 'welcome') {
      emails += 1
      await db
        .insertInto('runs')
        .values({ key: 1, slot: 0, started_at: 0, state: 'done', summary: '{}' })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await insert('messages', {
        ...{ campaign, step: 'one', customer, occasion: String(emails), state: 'submitted', reason: 'due' },
        ...{ purpose: 'marketing', template: campaign, topic: 'news', run: 1, started_at: at(when), due_day: 0 },
        submitted_at: at(when),
      })
    },
    async emailEvent(customer, kind, when, row = {}) {
      const email = { campaign: 'welcome', template: 'welcome', topic: 'news' }
      await insert('message_events', { customer, kind, at: at(when), recorded_at: 0, ...email, ...row })
    },
    async order(customer, row) {
      orders += 1
      await insert('orders', orderColumns(orders, customer, row, at))
      for (const [copy, line] of (row.lines ?? []).entries())
        await insert('order_lines', lineColumns(orders, copy, line))
      return orders
    },
    async who(lines, now) {
      const when = whenOf(vocabulary, at(now))
      const clauses = [lines].flat().flatMap((line) => read(line, vocabulary))
      const query = profileQuery(
        { db, dialect, now: when.now, vocabulary },
        { of: 'everyone' },
        clauses.map(({ question }) => question),
      )
      const flags = clauses.map((clause, index) => {
        const column = sql.ref(`profile.${columnOf(clause.question)}`)
        return sql`case when ${clausePredicate(clause, column, vocabulary, when)} then 1 else 0 end as ${sql.ref(`holds_${index}`)}`
      })
      const found = await sql<Record<string, FactValue>>`select profile.*, customers.id as id, ${sql.join(flags)}
        from (${query}) as profile join customers on customers.key = profile.customer`.execute(db)
      for (const row of found.rows) agree(row, clauses, vocabulary, when)
      return found.rows
        .filter((row) => clauses.every((_, index) => row[`holds_${index}`] === 1))
        .map((row) => String(row.id))
        .sort()
    },
    async values(line, now) {
      const [clause] = read(line, vocabulary)
      const rows = await answer([(clause as Clause).question], at(now))
      return Object.fromEntries(rows.map((row) => [row.id, row[columnOf((clause as Clause).question)] as FactValue]))
    },
    async rowValues(line, rows, now) {
      scratch += 1
      const table = `scratch_test_${scratch}`
      const data = rows.map((row, index) => [
        index + 1,
        row.customer,
        at(row.at),
        row.since === undefined ? null : at(row.since),
      ])
      const columns = { subject: 'integer', customer: 'integer', at: 'integer', since: 'integer' } as const
      await dialect.scratch(db, table, sql`select * from ${dialect.rows(columns, data)} as given`)
      const [clause] = read(line, vocabulary)
      const today = localDay(at(rows[0]?.at ?? now), vocabulary.shop.timeZone)
      const found = await answer([(clause as Clause).question], at(now), { of: 'rows', table, today })
      return found.map((row) => row[columnOf((clause as Clause).question)] as FactValue)
    },
  }
}

/** A line as its clauses; a mistake in the test is thrown. */
export function read(line: string, vocabulary: Vocabulary, events: 'ever' | 'since the start' = 'ever'): Clause[] {
  const { value, problems } = readClause(entryOf(line), { vocabulary, events })
  if (!value) throw new Error(`${line}: ${problems.map((problem) => problem.message).join('; ')}`)
  return value
}

/** The problems of a line. */
export function problemsOf(line: string, vocabulary: Vocabulary = vocabularyOf(testShop())): readonly Problem[] {
  return readClause(entryOf(line), { vocabulary, events: 'ever' }).problems
}

/** One `key: value` as a node. */
export function entryOf(line: string): YamlEntry {
  const { value, problems } = parseYaml('segments/test.yaml', line)
  if (value?.kind !== 'map' || !value.entries[0]) throw new Error(`${line}: ${problems[0]?.message}`)
  return value.entries[0]
}

export function whenOf(vocabulary: Vocabulary, now: number): When {
  return { now, today: localDay(now, vocabulary.shop.timeZone), shop: vocabulary.shop }
}

/** `2026-03-01` is its first instant in the zone, `2026-03-01T10:00` wall time, `…Z` UTC. */
export function instant(text: string, zone: string): number {
  if (text.endsWith('Z')) return Date.parse(text)
  const [day = '', time] = text.split('T')
  const offset = (ms: number) => Date.parse(`${day}T${time}Z`) - ms
  if (time === undefined) return startOfDay(day, zone)
  const near = Date.parse(`${day}T${time}Z`)
  const local = (ms: number) => {
    const shown = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(ms)
    return Date.parse(`${shown.replace(' ', 'T')}Z`)
  }
  return offset(local(near) - near)
}

/** Memory and SQL must say the same. */
function agree(row: Record<string, FactValue>, clauses: readonly Clause[], vocabulary: Vocabulary, when: When): void {
  for (const [index, clause] of clauses.entries()) {
    const value = row[columnOf(clause.question)] ?? null
    const inMemory = clauseHolds(clause, value, vocabulary, when) ? 1 : 0
    if (inMemory !== row[`holds_${index}`]) {
      throw new Error(
        `${clause.text} for ${String(row.id)}: memory ${inMemory}, SQL ${String(row[`holds_${index}`])}, value ${String(value)}`,
      )
    }
  }
}

function orderColumns(key: number, customer: number, row: OrderRow, at: (text: string) => number) {
  return {
    key,
    id: `o${key}`,
    customer,
    ordered_at: at(row.at),
    total: row.total ?? 1000,
    currency: 'EUR',
    status: row.status ?? 'paid',
    delivered_at: row.delivered === undefined ? null : at(row.delivered),
    refunded_total: row.refunded ?? 0,
    refunded_at: row.refundedAt === undefined ? null : at(row.refundedAt),
    coupon: row.coupon ?? null,
    coupon_folded: row.coupon === undefined ? null : fold(row.coupon),
    channel: row.channel ?? null,
    channel_folded: row.channel === undefined ? null : fold(row.channel),
  }
}

function lineColumns(order: number, copy: number, line: LineRow) {
  const text = (value: string | undefined) => value ?? null
  const folded = (value: string | undefined) => (value === undefined ? null : fold(value))
  return {
    order,
    hash: `h${order}`,
    copy,
    product_id: text(line.product),
    sku: text(line.sku),
    name: text(line.name),
    name_folded: folded(line.name),
    category: text(line.category),
    category_folded: folded(line.category),
    brand: text(line.brand),
    brand_folded: folded(line.brand),
    quantity: line.quantity ?? 1,
    total_milli: line.milli ?? 1_000_000,
  }
}
