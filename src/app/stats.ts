import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { type CampaignStats, campaignStats } from '../insights/index.ts'
import { type Strain, strains, strainWords } from '../track/index.ts'
import { askGoals } from './ask-goals.ts'
import type { Rules } from './contexts.ts'
import type { App } from './open-app.ts'

/**
 * What was sent since an instant and what came of it as of `now`, by campaign, step and variant. Conversions are orders
 * (MET-03).
 */
export function statsOf(app: Rules, now: Instant, since: Instant = 0): Promise<readonly CampaignStats[]> {
  // One row per email with a goal, asked as of the end of its window.
  const emails = (_: unknown, windows: RawBuilder<unknown>) => sent(now, windows, since)
  return askGoals(app, now, emails, ({ ctx, rows, goals }) => {
    const own = goals.map(({ campaign, reached }) => sql`(asked.campaign = ${campaign} and ${reached} = 1)`)
    const converted = sql`
      select asked.subject as message, asked.campaign, asked.customer, asked.since, asked.at
      from ${rows}
      where ${own.length === 0 ? sql`1 = 0` : sql.join(own, sql` or `)}`
    return campaignStats(ctx, app.shop, converted, since)
  })
}

/** Which campaigns are above half of a limit at which they stop themselves (DLV-12), with the sentence. */
export async function strainsOf(app: App, now: Instant): Promise<readonly (Strain & { readonly says: string })[]> {
  const names = app.campaigns.map(({ name }) => name)
  return (await strains(app.at(now), names)).map((strain) => ({ ...strain, says: strainWords(strain) }))
}

function sent(now: Instant, windows: RawBuilder<unknown>, since: Instant): RawBuilder<unknown> {
  const end = sql`messages.submitted_at + goals.days * 86400000`
  return sql`
    select messages.key as subject, messages.campaign, messages.customer, messages.submitted_at as since,
      case when ${end} < ${now} then ${end} else ${now} end as at
    from messages
    join ${windows} as goals on goals.campaign = messages.campaign
    where messages.submitted_at between ${since} and ${now}`
}
