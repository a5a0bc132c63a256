import { type RawBuilder, sql } from 'kysely'
import type { LineSet, LineSets } from './line-sets.ts'
import { lineConditions } from './line-conditions.ts'
import { allOf, columns } from './layout.ts'
import type { Cte } from './part.ts'
import { keepColumns, keptColumns } from './kept-position.ts'
import { fromTable, stored, upTo } from './position.ts'
import type { Scope } from './scope.ts'

const BASE = ['ordered_at', 'status', 'total', 'refunded_total', 'refunded_at']

/** Which orders are staged, and with what. */
export interface OrderRows {
  readonly sets: LineSets
  /** Columns of orders beyond those of every question. */
  readonly extra: readonly string[]
  /** Which orders are wanted at all. */
  readonly population: RawBuilder<unknown> | undefined
  readonly distinctProducts: 'asked' | 'not asked'
  /** Read by more than one query. */
  readonly use?: 'twice'
}

/** Orders with what their lines answer, so that `orders` and `order_lines` are read once for all questions. */
export function orderRows(scope: Scope, rows: OrderRows): Cte[] {
  const names = ['key', ...new Set([...BASE, ...rows.extra])]
  const twice = rows.use ? { use: rows.use } : {}
  if (rows.sets.size === 0) {
    const query = sql`select ${columns([keepColumns(stored(scope, 'o')), ...names.map((name) => sql.ref(`o.${name}`))])}
  from ${fromTable(scope, 'orders', 'o')}
  where ${visible(scope, rows)}`
    return [{ name: 'ordered', rows: 'one row per subject and visible order', query, ...twice }]
  }
  const sets = [...rows.sets.values()]
  const kept = [...keptColumns(scope), ...names]
  const grouped = sql`select ${columns([...kept.map((name) => sql.ref(`o.${name}`)), ...sets.flatMap(totals)])}
  from lines as o
  group by ${sql.join(kept.map((name) => sql.ref(`o.${name}`)))}`
  return [
    linesCte(scope, rows, names, sets),
    {
      name: 'ordered',
      rows: 'one row per subject and visible order, with the sums of its chosen lines',
      query: grouped,
      ...twice,
    },
  ]
}

function linesCte(scope: Scope, rows: OrderRows, names: readonly string[], sets: readonly LineSet[]): Cte {
  const chosen = sets.map(
    (set) =>
      sql`case when ${sql.join(lineConditions(set.filters), sql` and `)} then 1 else 0 end as ${sql.ref(set.chosen)}`,
  )
  const product = sql`coalesce(l.product_id, l.sku, l.name_folded) as product`
  const selected = [
    keepColumns(stored(scope, 'o')),
    ...names.map((name) => sql.ref(`o.${name}`)),
    sql`l.quantity`,
    sql`l.total_milli`,
    ...(rows.distinctProducts === 'asked' ? [product] : []),
    ...chosen,
  ]
  const query = sql`select ${columns(selected)}
  from ${fromTable(scope, 'orders', 'o')}
  left join order_lines as l on l."order" = o.key
  left join products as p on p.id = coalesce(l.product_id, l.sku)
  where ${visible(scope, rows)}`
  const twice = rows.distinctProducts === 'asked' ? { use: 'twice' as const } : {}
  return {
    name: 'lines',
    rows: 'one row per subject and line of a visible order; an order without lines has one',
    query,
    ...twice,
  }
}

/** Whole numbers stay whole in either database: sums of big integers are cast back. */
function totals(set: LineSet): RawBuilder<unknown>[] {
  const chosen = sql.ref(`o.${set.chosen}`)
  const sum = (column: string) => sql`cast(sum(case when ${chosen} = 1 then ${sql.ref(column)} else 0 end) as bigint)`
  return [
    sql`max(${chosen}) as ${sql.ref(set.chosen)}`,
    sql`${sum('o.total_milli')} as ${sql.ref(set.milli)}`,
    sql`${sum('o.quantity')} as ${sql.ref(set.items)}`,
  ]
}

function visible(scope: Scope, rows: OrderRows): RawBuilder<unknown> {
  const { at } = stored(scope, 'o')
  return allOf([upTo(scope, sql`o.ordered_at`, at), ...(rows.population ? [rows.population] : [])])
}
