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

/** The same in SQL: false, never null, where the column is missing. */
export function compareSql(column: RawBuilder<unknown>, condition: NumberCondition): RawBuilder<SqlBool> {
  if (condition.is === 'between numbers') {
    return sql<SqlBool>`(${column} is not null and ${column} >= ${condition.from} and ${column} <= ${condition.to})`
  }
  return sql<SqlBool>`(${column} is not null and ${column} ${sql.raw(SIGNS[condition.is])} ${condition.amount})`
}

/** `set` and `not set`, for every kind whose value may be missing. */
export function presence(condition: { is: 'set' | 'not set' }, value: FactValue): boolean {
  return (value !== null) === (condition.is === 'set')
}

/** The same in SQL. */
export function presenceSql(column: RawBuilder<unknown>, condition: { is: 'set' | 'not set' }): RawBuilder<SqlBool> {
  return condition.is === 'set' ? sql<SqlBool>`(${column} is not null)` : sql<SqlBool>`(${column} is null)`
}
