import { sql } from 'kysely'
import { zonedInstant } from '../../calendar/index.ts'
import type { Campaign } from '../../campaigns/index.ts'
import { seen, sentStates, toldStates } from '../seen.ts'
import type { Telling } from './telling.ts'

/** An email that went out or is on its way. */
export interface SentEmail {
  readonly step: string
  readonly occasion: string
  /** ISO 8601 with the shop's offset: when it was handed over, else when it goes. */
  readonly at: string
  readonly state: string
}

/** The emails of a campaign to the customer, or what the shop was told of her as well, the latest first. */
export async function sentEmails(
  { ctx, customer }: Telling,
  campaign: Campaign,
  which: 'emails' | 'notices, too',
): Promise<SentEmail[]> {
  const states = which === 'emails' ? sentStates : sql`${sentStates}, ${toldStates}`
  const { rows } = await sql<{ step: string; occasion: string; at: number; state: string }>`
    select m.step, m.occasion, coalesce(m.submitted_at, m.send_at) as at, m.state
    from messages as m
    where m.customer = ${customer} and m.campaign = ${campaign.name} and m.state in (${states}) and ${seen(ctx, 'm')}
    order by at desc, m.key desc`.execute(ctx.db)
  return rows.map((row) => ({ ...row, at: zonedInstant(Number(row.at), ctx.shop.timeZone) }))
}
