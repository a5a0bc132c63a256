import { sql } from 'kysely'
import type { Shop } from '../config/index.ts'
import type { DbContext } from '../db/index.ts'
import { withCountedModel } from './count-model.ts'
import { keptModel, meaningOf } from './kept-model.ts'
import { DAY, limits } from './limits.ts'
import { keptTables, type ModelTables } from './model-tables.ts'

/** How long the stored tables are good for: a shop that runs every day has newer ones. */
const GOOD_FOR = 8 * DAY

/**
 * Lends what recommendations are read from as of `ctx.now`: the stored tables where they know nothing later and are of
 * this week, else tables of the moment. In a large shop that takes long: with `short` patience it gets `undefined`.
 */
export async function withModel<T>(
  ctx: DbContext,
  shop: Shop,
  patience: 'short' | 'any',
  work: (model: ModelTables | undefined) => Promise<T>,
): Promise<T> {
  const kept = await keptModel(ctx)
  const isGood = kept?.meaning === meaningOf(shop) && kept.asOf <= ctx.now && kept.asOf > ctx.now - GOOD_FOR
  if (isGood) return work(keptTables)
  if (patience === 'short' && (await hasMany(ctx))) return work(undefined)
  const asOf = await lastSlot(ctx)
  return withCountedModel({ ...ctx, now: asOf ?? ctx.now }, shop, work)
}

/** Looking back, the pairs are those of the run before: what was recommended then. */
async function lastSlot({ db, now }: DbContext): Promise<number | undefined> {
  const { rows } = await sql<{ slot: number | null }>`
    select max(slot) as slot from runs where slot <= ${now} and slot > ${now - GOOD_FOR}`.execute(db)
  const slot = rows[0]?.slot
  return slot === null || slot === undefined ? undefined : Number(slot)
}

async function hasMany({ db }: DbContext): Promise<boolean> {
  const { rows } = await sql<{ last: number | null }>`select max(key) as last from order_lines`.execute(db)
  return Number(rows[0]?.last ?? 0) > limits.countedNow
}
