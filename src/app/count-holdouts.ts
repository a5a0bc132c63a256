import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { countGroups, enteredGroups, type Holdout } from '../insights/index.ts'
import { holdoutBelow } from '../plan/index.ts'
import { askGoals } from './ask-goals.ts'
import type { Rules } from './contexts.ts'

/**
 * For each campaign with a goal that held somebody out, and for the whole programme, both groups as of `now`: how many
 * reached the goal and what they brought.
 */
export function countHoldouts(app: Rules, now: Instant): Promise<readonly Holdout[]> {
  const { shop, dialect } = app
  const programme = shop.holdout ? holdoutBelow(dialect, 'holdout', sql`customers.id`, shop.holdout) : undefined
  const shares = new Map(app.campaigns.map(({ name, holdout }) => [name, holdout ?? 0]))
  shares.set('', shop.holdout ?? 0)
  let entered = ''
  return askGoals(
    app,
    now,
    async (ctx, windows) => {
      entered = await enteredGroups(ctx, windows, programme)
      return sql`select subject, campaign, customer, held, since, at from ${sql.table(entered)} where campaign <> ''`
    },
    async ({ ctx, rows, goals }) => {
      const reached = goals.map(({ campaign, reached }) => sql`when ${campaign} then ${reached}`)
      const known = goals.length === 0 ? sql`0` : sql`case asked.campaign ${sql.join(reached, sql` `)} else 0 end`
      try {
        return await countGroups(
          ctx,
          shop,
          entered,
          sql`select asked.subject, ${known} as reached from ${rows}`,
          shares,
        )
      } finally {
        await sql`drop table ${sql.table(entered)}`.execute(ctx.db)
      }
    },
  )
}
