import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { TextCondition } from '../condition.ts'
import type { FactValue } from '../kind.ts'

/** True where a folded text meets the condition; a missing one meets only `not set`. */
export function textMatches(value: FactValue, condition: TextCondition): boolean {
  if (condition.is === 'set' || condition.is === 'not set') return (value !== null) === (condition.is === 'set')
  if (typeof value !== 'string') return false
  switch (condition.is) {
    case 'one of':
      return condition.texts.includes(value)
    case 'contains':
      return condition.texts.some((text) => value.includes(text))
    case 'starts with':
      return condition.texts.some((text) => value.startsWith(text))
    case 'ends with':
      return condition.texts.some((text) => value.endsWith(text))
    default:
      return condition satisfies never
  }
}

/** True where any text of a list meets the condition; `not set` asks for an empty list. */
export function anyTextMatches(values: readonly string[], condition: TextCondition): boolean {
  if (condition.is === 'not set') return values.length === 0
  return values.some((value) => textMatches(value, condition))
}

/** The same in SQL over a folded column; false, never null, where it is missing. Lengths are in code points. */
export function textSql(column: RawBuilder<unknown>, condition: TextCondition): RawBuilder<SqlBool> {
  if (condition.is === 'set') return sql<SqlBool>`(${column} is not null)`
  if (condition.is === 'not set') return sql<SqlBool>`(${column} is null)`
  if (condition.is === 'one of') {
    return sql<SqlBool>`(${column} is not null and ${column} in (${sql.join(condition.texts)}))`
  }
  const { is } = condition
  const parts = condition.texts.map((text) => partSql(column, is, text))
  return sql<SqlBool>`(${column} is not null and (${sql.join(parts, sql` or `)}))`
}

function partSql(
  column: RawBuilder<unknown>,
  is: 'contains' | 'starts with' | 'ends with',
  text: string,
): RawBuilder<SqlBool> {
  const length = [...text].length
  switch (is) {
    case 'contains':
      // Both databases know `replace`; their words for "position of" differ.
      return sql<SqlBool>`replace(${column}, ${text}, '') <> ${column}`
    case 'starts with':
      return sql<SqlBool>`substr(${column}, 1, ${length}) = ${text}`
    case 'ends with':
      return sql<SqlBool>`(length(${column}) >= ${length} and substr(${column}, length(${column}) - ${length - 1}) = ${text})`
    default:
      return is satisfies never
  }
}

/** 1 where a row of a list meets what is asked: an aggregate over the list's rows; `not set` and `set` take any row. */
export function anyTextSql(column: RawBuilder<unknown>, asked: TextCondition | undefined): RawBuilder<number> {
  if (!asked) throw new Error('a list answers only what is asked')
  return sql<number>`max(case when ${textSql(column, asked.is === 'not set' ? { is: 'set' } : asked)} then 1 else 0 end)`
}
