import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'

/** From `at` on, and before `endedAt`, everybody who begins a journey gets this variant of an email. */
export interface Adoption {
  readonly campaign: string
  readonly step: string
  readonly variant: string
  readonly at: Instant
  readonly how: 'by hand' | 'automatically'
  /** What was known of each variant at that time, as it was written down. */
  readonly numbers: unknown
  /** null: it holds still, as of the instant that was asked about. */
  readonly endedAt: Instant | null
}

/** All that was adopted up to `ctx.now`, the latest last; what came later is invisible. */
export async function adoptionsAt({ db, now }: Omit<DbContext, 'dialect'>): Promise<readonly Adoption[]> {
  const rows = await db
    .selectFrom('adoptions')
    .selectAll()
    .where('at', '<=', now)
    .orderBy('at')
    .orderBy('key')
    .execute()
  return rows.map(({ campaign, step, variant, at, how, numbers, ended_at: ended }) => ({
    ...{ campaign, step, variant, at: Number(at), how, numbers: JSON.parse(numbers) as unknown },
    endedAt: ended === null || Number(ended) > now ? null : Number(ended),
  }))
}

/** Makes a variant the one that everybody new gets, from `ctx.now` on. */
export async function adopt(
  { db, now }: Omit<DbContext, 'dialect'>,
  adoption: Pick<Adoption, 'campaign' | 'step' | 'variant' | 'how' | 'numbers'>,
): Promise<'adopted' | 'another holds'> {
  const { numbers, ...rest } = adoption
  const held = await db
    .insertInto('adoptions')
    .values({ ...rest, at: now, numbers: JSON.stringify(numbers), ended_at: null })
    .onConflict((conflict) => conflict.columns(['campaign', 'step']).where('ended_at', 'is', null).doNothing())
    .executeTakeFirst()
  return Number(held.numInsertedOrUpdatedRows ?? 0) > 0 ? 'adopted' : 'another holds'
}

/** From `ctx.now` on the variants go on beside each other, and their comparison begins anew. */
export async function endAdoption(
  { db, now }: Omit<DbContext, 'dialect'>,
  { campaign, step }: Pick<Adoption, 'campaign' | 'step'>,
): Promise<'ended' | 'none holds'> {
  const ended = await db
    .updateTable('adoptions')
    .set({ ended_at: now })
    .where('campaign', '=', campaign)
    .where('step', '=', step)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return Number(ended.numUpdatedRows) > 0 ? 'ended' : 'none holds'
}
