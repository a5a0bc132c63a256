import { type RawBuilder, sql } from 'kysely'
import type { Attribute, AttributeType, Shop } from '../config/shop.ts'
import type { Fact } from './fact.ts'
import type { KindName } from './kind.ts'
import { anyTextSql } from './kinds/text-match.ts'
import { packedSql } from './profile.ts'

/** The shop's own attributes as facts: rows `a`, one a value. */
export function attributeFacts(shop: Shop): Fact[] {
  return shop.attributes.map((attribute) => attributeFact(attribute, shop))
}

const KINDS: Readonly<Record<AttributeType, KindName>> = {
  text: 'text',
  number: 'number',
  money: 'money',
  date: 'date',
  yearly: 'yearly date',
  'yes/no': 'yes/no',
  list: 'text',
}

function attributeFact(attribute: Attribute, shop: Shop): Fact {
  const { name, type } = attribute
  return {
    name,
    kind: KINDS[type],
    doc: attribute.description ?? `The shop's own attribute "${name}" (${type}).`,
    example: exampleOf(type, shop),
    missing: type === 'date' ? 'never: the file says nothing' : 'unknown: met only by `not set`',
    rows: 'attributes',
    ...(type === 'list' ? { answers: 'asked' as const } : {}),
    sql: ({ asked }) =>
      type === 'list' ? anyTextSql(own(name, sql`a.folded`), asked) : sql`max(${own(name, columnFor(type))})`,
  }
}

/** Several attributes are read in one scan: each takes its own rows. */
function own(name: string, value: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when a.name = ${name} then ${value} end`
}

function columnFor(type: AttributeType): RawBuilder<unknown> {
  if (type === 'text') return sql`a.folded`
  if (type === 'yearly') return packedSql(sql`a.year`, sql`a.month_day`)
  return sql`a.number`
}

function exampleOf(type: AttributeType, shop: Shop): string {
  const examples: Readonly<Record<AttributeType, string>> = {
    text: 'set',
    number: 'at least 3',
    money: `at least 50 ${shop.currency}`,
    date: 'within the next 7 days',
    yearly: 'within the next 7 days',
    'yes/no': 'yes',
    list: 'set',
  }
  return examples[type]
}
