import type { DbContext } from '../db/index.ts'

/** Why a campaign stands still: it stopped itself, or the operator stopped it. */
export interface CampaignPause {
  readonly campaign: string
  readonly reason: 'bounces' | 'complaints' | 'operator'
  readonly at: number
  /** Emails looked at, and how many of them bounced or drew a complaint; 0 where the operator paused it. */
  readonly accepted: number
  readonly counted: number
  /** The operator's own words. */
  readonly note: string | null
}

/** A pause of the past or of now. */
export interface PauseOfLog extends CampaignPause {
  readonly released_at: number | null
  readonly release_note: string | null
}

const COLUMNS = ['campaign', 'reason', 'at', 'accepted', 'counted', 'note'] as const

/** The campaigns that stand still: asked before every claim. Their queued emails keep their place. */
export async function pausedCampaigns({ db }: Pick<DbContext, 'db'>): Promise<readonly CampaignPause[]> {
  return db
    .selectFrom('campaign_pauses')
    .select([...COLUMNS])
    .where('released_at', 'is', null)
    .orderBy('campaign')
    .execute()
}

/** The pauses of one campaign, the latest first. */
export async function pausesOf({ db }: Pick<DbContext, 'db'>, campaign: string, most = 20): Promise<PauseOfLog[]> {
  return db
    .selectFrom('campaign_pauses')
    .select([...COLUMNS, 'released_at', 'release_note'])
    .where('campaign', '=', campaign)
    .orderBy('key', 'desc')
    .limit(most)
    .execute()
}

/** Stops a campaign for a reason in the operator's own words, until it is released. */
export async function pauseCampaign(
  ctx: DbContext,
  campaign: string,
  note: string,
): Promise<'paused' | 'paused already'> {
  const row = { campaign, reason: 'operator' as const, at: ctx.now, accepted: 0, counted: 0, note }
  const { numInsertedOrUpdatedRows = 0n } = await ctx.db
    .insertInto('campaign_pauses')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n ? 'paused' : 'paused already'
}

/** Lets a campaign go on; after a pause of its own, counting begins anew. `note`: why, in the operator's own words. */
export async function releaseCampaign(
  ctx: DbContext,
  campaign: string,
  note: string | null = null,
): Promise<'released' | 'not paused'> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('campaign_pauses')
    .set({ released_at: ctx.now, release_note: note })
    .where('campaign', '=', campaign)
    .where('released_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n ? 'released' : 'not paused'
}
