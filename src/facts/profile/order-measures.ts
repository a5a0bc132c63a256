import { type RawBuilder, sql } from 'kysely'
import type { SqlDialect } from '../../db/index.ts'
import type { EventQuestion } from '../question.ts'
import type { LineSet } from './line-sets.ts'
import type { Position } from './scope.ts'

/** Where amounts are asked for: the position of the rows, and the words of the database. */
export interface AmountsAt {
  readonly position: Position
  readonly dialect: SqlDialect
}

/**
 * An aggregate over orders `o`: the question's measure of those that hit. Counts and sums of none are null here; what
 * that means is said where the answer is taken.
 */
export function orderMeasure(
  question: EventQuestion,
  lines: LineSet | undefined,
  hit: RawBuilder<unknown>,
  at: AmountsAt,
): RawBuilder<unknown> {
  if (question.measure.name === 'times') return sql`count(*) filter (where ${hit})`
  return measured(question, lines, hit, amountOf(question, lines, at))
}

/** What one order adds to the measure: thousandths of a minor unit under a choice of lines, else minor units. */
export function amountOf(question: EventQuestion, lines: LineSet | undefined, at: AmountsAt): RawBuilder<unknown> {
  const gross = lines ? sql.ref(`o.${lines.milli}`) : sql`o.total`
  switch (question.measure.name) {
    case 'times':
      return sql`1`
    case 'items':
      return lines ? sql.ref(`o.${lines.items}`) : sql`0`
    case 'spent':
      return spentOn(question.event, lines, gross, at)
    default:
      return gross
  }
}

/** The measure of amounts: averages divide once, so that a threshold is met exactly. */
export function measured(
  question: EventQuestion,
  lines: LineSet | undefined,
  hit: RawBuilder<unknown>,
  amount: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const scaled = lines && question.measure.name !== 'items' ? sql` / 1000` : sql``
  // A filter and not a case: what does not hit is passed over, and most orders lie outside most windows.
  const chosen = sql`filter (where ${hit})`
  const sum = sql`sum(${amount}) ${chosen}`
  switch (question.measure.name) {
    case 'times':
    case 'items':
      return sum
    case 'spent':
      return lines ? sql`cast(${sum} as double precision)${scaled}` : sum
    case 'average': {
      const count = sql`count(${amount}) ${chosen}`
      return sql`cast(${sum} as double precision) / nullif(${lines ? sql`1000 * ${count}` : count}, 0)`
    }
    case 'largest':
      return lines ? sql`cast(max(${amount}) ${chosen} as double precision)${scaled}` : sql`max(${amount}) ${chosen}`
    default:
      throw new Error(`orders are not measured by "${question.measure.name}"`)
  }
}

/** A refund counts from its own instant on; chosen lines bear their share of it, cut to the thousandth. */
function spentOn(
  event: string,
  lines: LineSet | undefined,
  gross: RawBuilder<unknown>,
  { position, dialect }: AmountsAt,
): RawBuilder<unknown> {
  if (event === 'cancelled') return gross
  const refund = sql`case when o.refunded_at > ${position.at} then 0 else o.refunded_total end`
  const share = lines ? sql`coalesce(${dialect.mulDiv(refund, gross, sql`nullif(o.total, 0)`)}, 0)` : refund
  // `returned` happens with the refund itself, which is visible then.
  return event === 'returned' ? share : sql`${gross} - ${share}`
}
