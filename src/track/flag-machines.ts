import { type RawBuilder, sql } from 'kysely'
import type { DbContext } from '../db/index.ts'

/** A person needs longer than this from the inbox to the link (MET-02), in ms. */
const TOO_SOON = 5_000
/** Nobody clicks three links within two seconds, or every link of an email, three at least, within a minute. */
const BURST = { links: 3, within: 2_000 }
const ALL = { least: 3, within: 60_000 }
/** Who follows the link that no person sees has followed the others of that minute too. */
const BESIDE_TRAP = 60_000

/** Programs that open links by themselves, as they call themselves. */
const AGENTS =
  /barracuda|proofpoint|msoffice|ms-office|mimecast|bingpreview|safelinks|trendmicro|symantec|python-|curl\/|wget\/|headlesschrome|bot\b|crawler|spider|scanner/i

/** 1 where the caller says itself that it is a program. `undefined`: a mail service does not tell. */
export function isMachine(userAgent: string | undefined, method = 'GET'): 0 | 1 {
  if (method === 'HEAD') return 1
  // Apple's mail privacy proxy names itself so and loads every picture (MET-01).
  return userAgent !== undefined && (AGENTS.test(userAgent) || userAgent.trim() === 'Mozilla/5.0') ? 1 : 0
}

/** What the column `detail` of an open or click says where the caller called itself a program. */
export const PROGRAM = 'program'
/** The same of a click on the link that no person sees. */
export const TRAP = 'trap'

/**
 * Flags opens and clicks that no person made, of some messages (keys): within five seconds of delivery, three links in
 * two seconds, every link in a minute, together with the link that no person sees, or a program by its own word. They stay in the table and out of every answer. Judged anew after each
 * event, for events come late and in any order.
 */
export async function flagMachines(ctx: DbContext, messages: readonly number[]): Promise<void> {
  await sql`
    update message_events
    set machine = case
      when detail in (${PROGRAM}, ${TRAP}) then 1
      when at <= ${TOO_SOON} + ${deliveredAt} then 1
      when kind = 'clicked' and ${linksNearby(BURST.within)} >= ${BURST.links} then 1
      when kind = 'clicked' and links >= ${ALL.least} and ${linksNearby(ALL.within)} >= links then 1
      when kind = 'clicked' and ${besideTrap} then 1
      else 0
    end
    where message in (${sql.join([...messages])})
      and ${kindOf('message_events')} in ('opened', 'clicked')`.execute(ctx.db)
}

/**
 * The kind of an event as an expression: an email has few events, but of a kind there may be millions, and SQLite would
 * rather look those up, by the index of kinds.
 */
function kindOf(event: string): RawBuilder<string> {
  return sql`coalesce(${sql.ref(`${event}.kind`)}, '')`
}

const deliveredAt = sql`coalesce(
        (
          select min(arrived.at)
          from message_events as arrived
          where arrived.message = message_events.message
            and ${kindOf('arrived')} = 'delivered'
        ),
        (select messages.submitted_at from messages where messages.key = message_events.message),
        0
      )`

function linksNearby(within: number): RawBuilder<number> {
  return sql`(
        select count(distinct near.link)
        from message_events as near
        where near.message = message_events.message
          and ${kindOf('near')} = 'clicked'
          and near.at between message_events.at - ${sql.lit(within)} and message_events.at + ${sql.lit(within)}
      )`
}

const besideTrap = sql`exists (
        select 1
        from message_events as trap
        where trap.message = message_events.message
          and ${kindOf('trap')} = 'clicked'
          and trap.detail = ${sql.lit(TRAP)}
          and trap.at between message_events.at - ${sql.lit(BESIDE_TRAP)} and message_events.at + ${sql.lit(BESIDE_TRAP)}
      )`
