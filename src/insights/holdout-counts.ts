import { type RawBuilder, sql } from 'kysely'
import type { DbContext } from '../db/index.ts'
import type { HoldoutCounts } from './lift.ts'

/**
 * One row per campaign and customer whom it took in or held out, by the first of their occasions: `subject` (a message),
 * `campaign`, `customer`, `held`, `since` and `at`, the end of the goal's window or now. Both groups count from the run
 * that decided. `windows` are rows of `(campaign, days)`.
 */
export function firstOccasions({ now }: DbContext, windows: RawBuilder<unknown>): RawBuilder<unknown> {
  const end = sql`since + days * 86400000`
  return sql`
    with
      decided as (
        select messages.key, messages.campaign, messages.customer, goals.days, runs.slot as since,
          case when messages.state = 'skipped' then 1 else 0 end as held,
          row_number() over (
            partition by messages.campaign, messages.customer
            order by runs.slot, messages.key
          ) as place
        from messages
        join ${windows} as goals on goals.campaign = messages.campaign
        join runs on runs.key = messages.run
        where runs.slot <= ${now}
          and (
            messages.submitted_at <= ${now}
            or (messages.state = 'skipped' and messages.reason = 'holdout')
          )
      )
    select key as subject, campaign, customer, held, since,
      case when ${end} < ${now} then ${end} else ${now} end as at
    from decided
    where place = 1`
}

/** Counts both groups of each campaign; `reached` is a query of `(campaign, held, reached)`, a row a customer. */
export async function holdoutCounts({ db }: DbContext, reached: RawBuilder<unknown>): Promise<HoldoutCounts[]> {
  const { rows } = await sql<{ campaign: string; held: number; customers: number; reached: number }>`
    select campaign, held, count(*) as customers, sum(reached) as reached
    from (${reached}) as asked
    group by campaign, held
    order by campaign`.execute(db)
  return [...new Set(rows.map(({ campaign }) => campaign))].map((campaign) => {
    const of = (held: number) => rows.find((row) => row.campaign === campaign && Number(row.held) === held)
    const [treated, heldOut] = [of(0), of(1)]
    return {
      campaign,
      treated: Number(treated?.customers ?? 0),
      treatedReached: Number(treated?.reached ?? 0),
      heldOut: Number(heldOut?.customers ?? 0),
      heldOutReached: Number(heldOut?.reached ?? 0),
    }
  })
}
