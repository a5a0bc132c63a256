import { sql } from 'kysely'
import type { DbContext, MessageOutcome } from '../db/index.ts'

/** Outcomes from the lightest to the gravest (WH-08). */
const OUTCOMES: readonly MessageOutcome[] = [
  'sent',
  'delayed',
  'delivered',
  'opened',
  'clicked',
  'failed',
  'suppressed',
  'bounced',
  'complained',
]

/** What no later event unmakes: it stays also when its event was removed after its time (PRIV-05). */
const FOR_GOOD: readonly MessageOutcome[] = ['failed', 'suppressed', 'bounced', 'complained']

/**
 * Sets the outcome of some messages (keys) to the gravest of all their events: read from the events themselves, so the
 * order in which they came cannot matter. A bounce that may pass is a delay; what a program opened was delivered.
 */
export async function settleOutcomes(ctx: DbContext, messages: readonly number[]): Promise<void> {
  const gravities = OUTCOMES.map((name, i) => sql`when ${sql.lit(name)} then ${sql.lit(i)}`)
  const names = OUTCOMES.map((name, i) => sql`when ${sql.lit(i)} then ${sql.lit(name)}`)
  await sql`
    update messages
    set outcome = coalesce(
      (
        select case max(
            case
              when event.machine = 1 then ${sql.lit(OUTCOMES.indexOf('delivered'))}
              when event.kind = 'bounced' and event.detail <> 'permanent' then ${sql.lit(OUTCOMES.indexOf('delayed'))}
              else case event.kind ${sql.join(gravities, sql` `)} end
            end
          ) ${sql.join(names, sql` `)} end
        from (
          select kind, detail, machine
          from message_events
          where message_events.message = messages.key
          union all
          select messages.outcome, 'permanent', 0
          where messages.outcome in (${sql.join(FOR_GOOD.map((name) => sql.lit(name)))})
        ) as event
      ),
      'sent'
    )
    where key in (${sql.join([...messages])})`.execute(ctx.db)
}
