import { type RawBuilder, sql } from 'kysely'
import type { Shop } from '../config/index.ts'
import type { Instant } from '../clock.ts'
import { inPopulation } from '../facts/index.ts'

/** By what a line of an order (`l`) names its product: the id of the catalogue where there is one. */
export const productOfLine = sql`coalesce(l.product_id, l.sku, l.name_folded)`

/** Which orders are read: those of a period, of everybody or of the customers of a select. */
export interface LinesAsked {
  readonly shop: Shop
  /** Later is invisible. */
  readonly until: Instant
  /** What lies up to here is left out; absent: nothing. */
  readonly after?: Instant
  readonly among?: RawBuilder<unknown>
}

/** The counted orders `o` with their lines `l` as `from … where …`: what was bought, and perhaps sent back. */
export function boughtLines({ shop, until, after, among }: LinesAsked): RawBuilder<unknown> {
  const conditions = [
    sql`o.ordered_at <= ${until}`,
    ...(after === undefined ? [] : [sql`o.ordered_at > ${after}`]),
    ...(among ? [sql`o.customer in (${among})`] : []),
    inPopulation('bought', shop),
    sql`l.quantity > 0`,
    sql`${productOfLine} is not null`,
  ]
  return sql`
    from orders as o
    join order_lines as l on l."order" = o.key
    where ${sql.join(conditions, sql` and `)}`
}

/** 1 for an order `o` of which something was sent back, as far as was known then; else 0. */
export function sentBack(until: Instant, what: 'something' | 'all of it'): RawBuilder<unknown> {
  const much = what === 'all of it' ? sql`o.refunded_total >= o.total` : sql`1 = 1`
  return sql`case
    when o.refunded_total > 0 and coalesce(o.refunded_at, o.ordered_at) <= ${until} and ${much} then 1
    else 0
  end`
}
