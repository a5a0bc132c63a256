import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { readingFirst, scratchName } from '../db/index.ts'
import { firstOccasions, type HoldoutCounts, holdoutCounts } from '../insights/index.ts'
import { openEvaluation } from '../segments/index.ts'
import { planContext, type Rules } from './contexts.ts'

/** For each campaign with a goal how many customers it took in and held out, and how many reached the goal, up to `now`. */
export async function countHoldouts(app: Rules, now: Instant): Promise<readonly HoldoutCounts[]> {
  const goals = app.campaigns.flatMap(({ name, goal }) => (goal ? [{ name, ...goal }] : []))
  if (goals.length === 0) return []
  return readingFirst(app.db, async (db) => {
    const ctx = { db, dialect: app.dialect, now }
    const windows = app.dialect.rows(
      { campaign: 'text', days: 'integer' },
      goals.map(({ name, withinDays }) => [name, withinDays]),
    )
    const table = scratchName('taken_in')
    await app.dialect.scratch(db, table, firstOccasions(ctx, windows))
    const evaluation = openEvaluation(planContext(app, db, now))
    try {
      const flags = await evaluation.flags(
        table,
        goals.map(({ name, rule }) => ({ name, rule, since: 'start' as const })),
      )
      const reached = goals.map(({ name }) => sql`when ${name} then ${sql.ref(`flags.${flags.column(name)}`)}`)
      return await holdoutCounts(
        ctx,
        sql`
        select asked.campaign, asked.held, case asked.campaign ${sql.join(reached, sql` `)} else 0 end as reached
        from ${sql.table(table)} as asked
        join ${sql.table(flags.table)} as flags on flags.subject = asked.subject`,
      )
    } finally {
      await evaluation.close()
      await sql`drop table ${sql.table(table)}`.execute(db)
    }
  })
}
