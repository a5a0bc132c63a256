import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { firstOccasions, type HoldoutCounts, holdoutCounts } from '../insights/index.ts'
import { askGoals } from './ask-goals.ts'
import type { Rules } from './contexts.ts'

/** For each campaign with a goal how many customers it took in and held out, and how many reached the goal, up to `now`. */
export async function countHoldouts(app: Rules, now: Instant): Promise<readonly HoldoutCounts[]> {
  if (!app.campaigns.some(({ goal }) => goal)) return []
  return askGoals(app, now, firstOccasions, ({ ctx, rows, goals }) => {
    const reached = goals.map(({ campaign, reached }) => sql`when ${campaign} then ${reached}`)
    return holdoutCounts(
      ctx,
      sql`
      select asked.campaign, asked.held, case asked.campaign ${sql.join(reached, sql` `)} else 0 end as reached
      from ${rows}`,
    )
  })
}
