import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { SqlDialect } from '../db/index.ts'
import { columnOf, type Question, type StandingCondition, standingBase, type Vocabulary } from '../facts/index.ts'
import type { EvaluationContext } from './context.ts'
import type { Standing } from './standing.ts'

const PER_MILLION = 1_000_000

/** Among whom a standing is judged: `from … where …`, and what a row of it holds. */
export interface Ranked {
  readonly rows: RawBuilder<unknown>
  readonly value: RawBuilder<unknown>
  readonly customer: RawBuilder<unknown>
  readonly dialect: SqlDialect
}

/** The base of a standing in `base`, rows that hold the answers to `standingQuestions`. */
export function rankedIn({ clause }: Standing, base: string, { vocabulary, dialect }: EvaluationContext): Ranked {
  const value = sql.ref(`${base}.${columnOf(clause.question)}`)
  // Who belongs may have no value all the same: an event that does not say what is measured.
  return {
    rows: sql`from ${sql.table(base)}
  where ${belongs(clause.question, base, vocabulary)} and ${value} is not null`,
    value,
    dialect,
    customer: sql.ref(`${base}.customer`),
  }
}

/** The border of a standing: one row with the value (and customer) at it, none where the base is empty. */
export function borderQuery({ condition }: Standing, { rows, value, customer, dialect }: Ranked): RawBuilder<unknown> {
  switch (condition.is) {
    case 'top share':
    case 'bottom share':
      return sql`-- one row: the value at the last rank that belongs
  select ${value} as value
  ${rows}
  order by ${value} ${direction(condition.is)}
  limit 1
  offset (
    select ${lastRank(condition.share)}
    ${rows}
  )`
    case 'top customers':
    case 'bottom customers':
      return sql`-- one row: the last customer who belongs
  select ${value} as value, (select id from customers where key = ${customer}) as id
  ${rows}
  order by ${value} ${direction(condition.is)}, id
  limit 1
  offset ${condition.customers - 1}`
    case 'above':
    case 'below':
      return condition.of === 'median'
        ? median(value, rows)
        : sql`select cast(${dialect.total(value)} as double precision) / count(${value}) as value
  ${rows}`
    default:
      return condition satisfies never
  }
}

/** The line's condition on a row of `profile`, which holds the answers to `standingQuestions`. */
export function standingPredicate(
  { clause, condition, name }: Standing,
  profile: string,
  vocabulary: Vocabulary,
): RawBuilder<SqlBool> {
  const value = sql.ref(`${profile}.${columnOf(clause.question)}`)
  const border = sql`(select value from ${sql.table(name)})`
  const inBase = belongs(clause.question, profile, vocabulary)
  switch (condition.is) {
    case 'top share':
      return sql<SqlBool>`(${inBase} and ${value} >= ${border})`
    case 'bottom share':
      return sql<SqlBool>`(${inBase} and ${value} <= ${border})`
    case 'above':
      return sql<SqlBool>`(${inBase} and ${value} > ${border})`
    case 'below':
      return sql<SqlBool>`(${inBase} and ${value} < ${border})`
    case 'top customers':
    case 'bottom customers': {
      const beyond = condition.is === 'top customers' ? sql`>` : sql`<`
      const id = sql`(select id from customers where key = ${sql.ref(`${profile}.customer`)})`
      // Fewer customers than asked for: no border, all belong. Ties go to the smaller id.
      return sql<SqlBool>`(${inBase} and coalesce(${value} ${beyond} ${border} or (${value} = ${border} and ${id} <= (select id from ${sql.table(name)})), true))`
    }
    default:
      return condition satisfies never
  }
}

/** Customers of the base, who have a value. */
export function belongs(question: Question, rows: string, vocabulary: Vocabulary): RawBuilder<SqlBool> {
  const { question: among, test } = standingBase(question, vocabulary)
  const column = sql.ref(`${rows}.${columnOf(among)}`)
  return test === 'positive' ? sql<SqlBool>`${column} > 0` : sql<SqlBool>`${column} is not null`
}

function direction(is: StandingCondition['is']): RawBuilder<unknown> {
  return is.startsWith('top') ? sql`desc` : sql`asc`
}

/** `rankOfShare` less one, as an offset, in whole numbers: a share of 7 percent of 100 customers is 7, not 8. */
function lastRank(share: number): RawBuilder<number> {
  const perMillion = whole(Math.round(share * PER_MILLION))
  const up = whole(PER_MILLION - 1)
  return sql<number>`case when count(*) = 0 then 0 else (count(*) * ${perMillion} + ${up}) / ${whole(PER_MILLION)} - 1 end`
}

/** Parameters may arrive as floats, and a float would divide without cutting. */
function whole(number: number): RawBuilder<number> {
  return sql<number>`cast(${number} as bigint)`
}

/** The middle value, the mean of the two middle ones when their number is even. */
function median(value: RawBuilder<unknown>, rows: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`-- one row: the value in the middle
  select cast(min(value) + max(value) as double precision) / 2 as value
  from (
  select ${value} as value
  ${rows}
  order by ${value}
  limit (
    select 2 - count(*) % 2
    ${rows}
  )
  offset (
    select (count(*) - 1) / 2
    ${rows}
  )
  ) as middle`
}
