import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Clause } from '../facts/index.ts'
import type { Rule } from './rule.ts'

/**
 * A rule as one condition, given the condition of each line: false or null where it does not hold. Only `none`, the
 * plain complement, has to tell these two from true: everywhere else the database need not ask whether there is a value.
 */
export function toSql(rule: Rule, line: (clause: Clause) => RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  if (rule.is === 'line') return line(rule.clause)
  const parts = rule.rules.map((part) => toSql(part, line))
  switch (rule.is) {
    case 'all':
      return sql<SqlBool>`(${sql.join(parts, sql` and `)})`
    case 'any':
      return sql<SqlBool>`(${sql.join(parts, sql` or `)})`
    case 'none':
      return sql<SqlBool>`not coalesce(${sql.join(parts, sql` or `)}, false)`
    case 'at least':
      return sql<SqlBool>`(${sql.join(parts.map(oneOrNothing), sql` + `)} >= ${rule.count})`
    default:
      return rule satisfies never
  }
}

/** 1 where a condition holds, else 0. */
export function oneOrNothing(condition: RawBuilder<SqlBool>): RawBuilder<number> {
  return sql<number>`case when ${condition} then 1 else 0 end`
}
