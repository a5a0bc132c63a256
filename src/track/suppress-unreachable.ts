import { sql } from 'kysely'
import type { DbContext } from '../db/index.ts'

/** So many passing bounces in so many days make an address unreachable (WH-09). */
const SOFT_BOUNCES = { count: 3, days: 30 }

/**
 * Nobody is written to whose address bounced for good, who complained, or whom the mail service refuses; nor after three
 * passing bounces in thirty days. Of the customers of some messages (keys).
 */
export async function suppressUnreachable(ctx: DbContext, messages: readonly number[]): Promise<void> {
  const window = SOFT_BOUNCES.days * 86_400_000
  await sql`
    insert into suppressions (customer, reason, since, recorded_at)
    select said.customer, said.reason, min(said.at), cast(${ctx.now} as bigint)
    from (
      -- one row per event that ends all mail to a customer
      select event.customer, case when event.kind = 'complained' then 'complained' else 'bounced' end as reason, event.at
      from message_events as event
      where event.message in (${sql.join([...messages])})
        and (
          event.kind in ('complained', 'suppressed')
          or (event.kind = 'bounced' and event.detail = 'permanent')
          or (
            event.kind = 'bounced'
            and (
              select count(*)
              from message_events as soft
              where soft.customer = event.customer
                and soft.kind = 'bounced'
                and soft.detail <> 'permanent'
                and soft.at between event.at - ${window} and event.at
            ) >= ${SOFT_BOUNCES.count}
          )
        )
    ) as said
    where true
    group by said.customer, said.reason
    on conflict (customer, reason) do update
      set since = excluded.since
      where suppressions.since > excluded.since`.execute(ctx.db)
}
