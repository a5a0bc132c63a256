import { addDays, type Day } from '../../src/calendar/index.ts'
import { dueOn } from '../../src/plan/why/next-dates.ts'
import { openWorldOf } from '../../src/plan/why/world-of-one.ts'
import { baseOf, type Borders, openEvaluationOf } from '../../src/segments/index.ts'
import { stillFrom } from '../../src/segments/one/base.ts'
import type { openTestShop } from '../support/open-test-shop.ts'

/** What `openTestShop` opens. */
export type TestShop = Awaited<ReturnType<typeof openTestShop>>

/** The first of the next 400 days on which each campaign's rules want an email: each day is planned by itself. */
export async function eachDay(
  shop: TestShop,
  id: string,
  day: Day,
  borders: Borders = new Map(),
): Promise<Map<string, Day>> {
  const ctx = { ...shop, now: shop.at(day) }
  const { key: customer } = await shop.db
    .selectFrom('customers')
    .select('key')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const world = await openWorldOf({ ctx, customer })
  const first = new Map<string, Day>()
  // Opened beyond the last day: nothing is taken to be as it was, each day is read anew.
  const end = { ...ctx, db: world.db, dialect: world.dialect, now: shop.at(addDays(day, 401)) }
  const evaluation = await openEvaluationOf(end, customer, stillFrom(baseOf(ctx, borders), ctx.now))
  const outlook = { ctx: { ...end, now: ctx.now, evaluation }, options: { mode: 'as of' as const, customer } }
  for (let ahead = 1; ahead <= 400; ahead++) {
    const then = addDays(day, ahead)
    const open = shop.campaigns.filter(({ name }) => !first.has(name))
    for (const { campaign, day: goes } of await dueOn(then, open, outlook)) {
      if (!first.has(campaign)) first.set(campaign, goes)
    }
  }
  await world.close()
  return first
}
