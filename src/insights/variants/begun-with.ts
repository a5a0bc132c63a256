import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import type { DbContext } from '../../db/index.ts'

/** An email with variants: journeys that began in a span are compared, by what happens in the days after their email. */
export interface VariantSpan {
  readonly campaign: string
  readonly step: string
  readonly withinDays: number
  /** The first instant of a journey that counts. */
  readonly since: Instant
  /** The first that does not any more; undefined: it goes on. */
  readonly until: Instant | undefined
}

/**
 * One row per customer and email with variants, by the first email of that step that left for her ever, where its
 * journey is in the span: who had the email before keeps her variant and is not new to the comparison. `subject` (the
 * message), `campaign`, `step`, `variant`, `customer`, `since` (when it left), `at` (the end of the goal's days, or
 * now) and `over` (1: those days are over).
 */
export function begunWith({ dialect, now }: DbContext, spans: readonly VariantSpan[]): RawBuilder<unknown> {
  const rows = dialect.rows(
    { campaign: 'text', step: 'text', days: 'integer', since: 'integer', until: 'integer' },
    spans.map(({ campaign, step, withinDays, since, until }) => [campaign, step, withinDays, since, until ?? NEVER]),
  )
  const end = sql`left_at + days * 86400000`
  return sql`
    with
      placed as (
        select messages.key, messages.campaign, messages.step, messages.variant, messages.customer, messages.started_at,
          messages.submitted_at as left_at, spans.days, spans.since, spans.until,
          row_number() over (
            partition by messages.campaign, messages.step, messages.customer
            order by messages.submitted_at, messages.key
          ) as place
        from messages
        join ${rows} as spans on spans.campaign = messages.campaign and spans.step = messages.step
        where messages.submitted_at <= ${now}
          and messages.variant is not null
      )
    select key as subject, campaign, step, variant, customer, left_at as since,
      case when ${end} < ${now} then ${end} else ${now} end as at,
      case when ${end} <= ${now} then 1 else 0 end as over
    from placed
    where place = 1
      and started_at >= since
      and started_at < until`
}

/** After every instant. */
const NEVER = 8_640_000_000_000_000
