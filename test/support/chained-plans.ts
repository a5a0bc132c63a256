import { addDays, startOfDay } from '../../src/calendar/index.ts'
import { inTransaction, openCopy } from '../../src/db/index.ts'
import { enqueue, type Plan, planDay, readPlan } from '../../src/plan/index.ts'
import type { openTestShop } from './open-test-shop.ts'

/**
 * Plans of consecutive days, each made by itself; what it decides is written down by hand before the next, its emails as
 * handed over. No day knows what the day before found out about segments.
 */
export async function chainedPlans(
  shop: Awaited<ReturnType<typeof openTestShop>>,
  from: string,
  count: number,
): Promise<Plan[]> {
  const { shop: house, vocabulary, segments, campaigns } = shop
  const copy = await openCopy(shop, Date.UTC(2012, 0, 1))
  const plans: Plan[] = []
  for (let i = 0; i < count; i++) {
    const now = startOfDay(addDays(from, i), house.timeZone)
    await inTransaction(copy.db, async (db) => {
      const base = { db, dialect: copy.dialect, now, shop: house, vocabulary, segments, campaigns }
      const row = { slot: now, started_at: now, finished_at: now, state: 'done', summary: '{}' }
      const { key } = await db.insertInto('runs').values(row).returning('key').executeTakeFirstOrThrow()
      await planDay(base, { mode: 'as of' }, async ({ ctx, made }) => {
        plans.push(await readPlan(ctx, made, 'counts only'))
        await enqueue(ctx, made, key)
      })
      await db
        .updateTable('messages')
        .set((set) => ({ state: 'submitted', submitted_at: set.ref('send_at') }))
        .where('state', '=', 'queued')
        .execute()
    })
  }
  await copy.close()
  return plans
}

/** The campaigns of plans as a simulation shows them, one entry a day. */
export function asDays(plans: readonly Plan[]) {
  return plans.map(({ campaigns }) =>
    Object.fromEntries(campaigns.map(({ campaign, ...counts }) => [campaign, counts])),
  )
}
