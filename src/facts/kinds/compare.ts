import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { NumberCondition } from '../condition.ts'
import type { FactValue } from '../kind.ts'

const SIGNS = { 'at least': '>=', 'at most': '<=', 'more than': '>', 'less than': '<', exactly: '=' } as const

/** Two values only: a missing number compares with nothing. */
export function compares(value: FactValue, condition: NumberCondition): boolean {
  if (typeof value !== 'number') return false
  switch (condition.is) {
    case 'at least':
      return value >= condition.amount
    case 'at most':
      return value <= condition.amount
    case 'more than':
      return value > condition.amount
    case 'less than':
      return value < condition.amount
    case 'exactly':
      return value === condition.amount
    case 'between numbers':
      return value >= condition.from && value <= condition.to
    default:
      return condition satisfies never
  }
}

/** The same in SQL: false or null where the column is missing. */
export function compareSql(column: RawBuilder<unknown>, condition: NumberCondition): RawBuilder<SqlBool> {
  if (condition.is === 'between numbers') {
    const [from, to] = [amountSql(condition.from), amountSql(condition.to)]
    return sql<SqlBool>`(${column} >= ${from} and ${column} <= ${to})`
  }
  const amount = amountSql(condition.amount)
  return sql<SqlBool>`(${column} ${sql.raw(SIGNS[condition.is])} ${amount})`
}

const LARGEST_INTEGER = 2 ** 31 - 1

/** PostgreSQL takes a bare parameter for a number like the column's: a fraction, or a large one, would not fit a count. */
function amountSql(amount: number): RawBuilder<unknown> {
  const fits = Number.isInteger(amount) && Math.abs(amount) <= LARGEST_INTEGER
  return fits ? sql`${amount}` : sql`cast(${amount} as double precision)`
}

/** `set` and `not set`, for every kind whose value may be missing. */
export function presence(condition: { is: 'set' | 'not set' }, value: FactValue): boolean {
  return (value !== null) === (condition.is === 'set')
}

/** The same in SQL. */
export function presenceSql(column: RawBuilder<unknown>, condition: { is: 'set' | 'not set' }): RawBuilder<SqlBool> {
  return condition.is === 'set' ? sql<SqlBool>`(${column} is not null)` : sql<SqlBool>`(${column} is null)`
}
