import { type RawBuilder, sql } from 'kysely'
import type { TextCondition } from '../condition.ts'
import { textSql } from '../kinds/text-match.ts'
import type { EventFilter, EventQuestion } from '../question.ts'

/** True for a filter that chooses lines of an order; all others choose the order. */
export function choosesLines(filter: string): boolean {
  return filter === 'product' || filter === 'category' || filter === 'brand'
}

/** The filters of a question that choose lines; together they choose the same line. */
export function lineFilters(question: EventQuestion): EventFilter[] {
  return question.filters.filter(({ name }) => choosesLines(name))
}

/** What makes a line `l` (its product `p`) one that all the filters choose. */
export function lineConditions(filters: readonly EventFilter[]): RawBuilder<unknown>[] {
  return [
    sql`l.key is not null`,
    ...filters.map((filter) => lineCondition(filter.name, filter.condition as TextCondition)),
  ]
}

/** A line tells more about itself than the catalogue of today. */
function lineCondition(name: string, condition: TextCondition): RawBuilder<unknown> {
  if (name !== 'product') {
    const column = `${name}_folded`
    return textSql(sql`coalesce(${sql.ref(`l.${column}`)}, ${sql.ref(`p.${column}`)})`, condition)
  }
  const named = textSql(sql`coalesce(l.name_folded, p.name_folded)`, condition)
  if (condition.is === 'set' || condition.is === 'not set') {
    return textSql(sql`coalesce(l.product_id, l.sku, l.name_folded)`, condition)
  }
  if (condition.is !== 'one of') return named
  const ids = sql.join([...condition.shown])
  return sql`(l.product_id in (${ids}) or l.sku in (${ids}) or ${named})`
}
