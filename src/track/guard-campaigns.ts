import { sql } from 'kysely'
import type { DbContext } from '../db/index.ts'
import { type CampaignPause, pausedCampaigns } from './campaign-pauses.ts'

/** Mail services stop senders above these shares; we stop before them (DLV-12). `of`: the latest emails looked at. */
const LIMITS = {
  bounces: { share: 0.04, of: 1_000, outcome: 'bounced' },
  complaints: { share: 0.0008, of: 5_000, outcome: 'complained' },
} as const
/** Fewer emails say nothing about a share. */
const LEAST = 200

/**
 * Pauses those of some campaigns whose latest emails bounced for good or drew complaints too often, counted since their
 * last release. Half the way there is no pause yet: see `strains`.
 */
export async function guardCampaigns(ctx: DbContext, campaigns: readonly string[]): Promise<readonly CampaignPause[]> {
  const paused = new Set((await pausedCampaigns(ctx)).map(({ campaign }) => campaign))
  const pauses: CampaignPause[] = []
  for (const campaign of campaigns.filter((name) => !paused.has(name))) {
    const found = (await sharesOf(ctx, campaign)).find(({ share, limit }) => share > limit)
    if (!found) continue
    const { reason, accepted, counted } = found
    const row = { campaign, reason, at: ctx.now, accepted, counted, note: null }
    // Somebody else may have paused it meanwhile, for a reason of their own.
    const { numInsertedOrUpdatedRows = 0n } = await ctx.db
      .insertInto('campaign_pauses')
      .values(row)
      .onConflict((open) => open.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows > 0n) pauses.push(row)
  }
  return pauses
}

/** A share of a campaign's latest emails above half of its limit: a warning before the pause. */
export interface Strain {
  readonly campaign: string
  readonly reason: keyof typeof LIMITS
  /** Emails looked at, and how many of them bounced for good or drew a complaint. */
  readonly accepted: number
  readonly counted: number
  /** The share (0 to 1) above which the campaign stops itself. */
  readonly limit: number
}

/** What is above half of a limit among some campaigns; those that stopped already are no longer a warning. */
export async function strains(ctx: DbContext, campaigns: readonly string[]): Promise<readonly Strain[]> {
  const paused = new Set((await pausedCampaigns(ctx)).map(({ campaign }) => campaign))
  const found: Strain[] = []
  for (const campaign of campaigns.filter((name) => !paused.has(name))) {
    for (const { share, limit, ...rest } of await sharesOf(ctx, campaign)) {
      if (share > limit / 2) found.push({ campaign, limit, ...rest })
    }
  }
  return found
}

/** A strain as a sentence for people, without its full stop. */
export function strainWords({ campaign, reason, accepted, counted, limit }: Strain): string {
  const share = `${counted.toLocaleString('en')} ${reason} among its latest ${accepted.toLocaleString('en')} emails`
  return `${campaign} has ${share}, and stops itself above ${limit * 100} %`
}

interface Share {
  readonly reason: keyof typeof LIMITS
  readonly limit: number
  readonly share: number
  readonly accepted: number
  readonly counted: number
}

async function sharesOf(ctx: DbContext, campaign: string): Promise<Share[]> {
  const shares: Share[] = []
  for (const reason of ['bounces', 'complaints'] as const) {
    const { share: limit, of, outcome } = LIMITS[reason]
    const { rows } = await sql<{ accepted: number; counted: number }>`
      select count(*) as accepted, count(case when outcome = ${outcome} then 1 end) as counted
      from (
        select outcome
        from messages
        where campaign = ${campaign}
          and submitted_at is not null
          and submitted_at >= coalesce(
            (
              select max(released_at)
              from campaign_pauses
              where campaign_pauses.campaign = ${campaign}
                and campaign_pauses.reason <> 'operator'
            ),
            0
          )
        order by submitted_at desc
        limit ${of}
      ) as latest`.execute(ctx.db)
    const accepted = Number(rows[0]?.accepted ?? 0)
    const counted = Number(rows[0]?.counted ?? 0)
    if (accepted >= LEAST) shares.push({ reason, limit, share: counted / accepted, accepted, counted })
  }
  return shares
}
