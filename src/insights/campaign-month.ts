import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'

/** What a campaign handed over since a day, and what its emails came to so far. */
export interface CampaignMonth {
  readonly campaign: string
  readonly submitted: number
  readonly clicked: number
  readonly bounced: number
  readonly complained: number
}

/** One row per campaign, also for those that sent nothing; from the index of campaign, time and outcome alone. */
export async function campaignMonth(
  { db }: DbContext,
  campaigns: readonly string[],
  since: Instant,
): Promise<readonly CampaignMonth[]> {
  if (campaigns.length === 0) return []
  const { rows } = await sql<{ campaign: string; outcome: string | null; number: number }>`
    select campaign, outcome, count(*) as number
    from messages
    where campaign in (${sql.join(campaigns)})
      and submitted_at >= ${since}
    group by campaign, outcome`.execute(db)
  return campaigns.map((campaign) => {
    const own = rows.filter((row) => row.campaign === campaign)
    const sum = (outcome?: string) =>
      own.reduce((all, row) => all + (outcome === undefined || row.outcome === outcome ? Number(row.number) : 0), 0)
    return {
      campaign,
      submitted: sum(),
      clicked: sum('clicked'),
      bounced: sum('bounced'),
      complained: sum('complained'),
    }
  })
}
