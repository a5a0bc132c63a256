import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { readingFirst, scratchName } from '../db/index.ts'
import { openEvaluation } from '../segments/index.ts'
import { type CampaignStats, campaignStats } from '../insights/index.ts'
import { type Strain, strains, strainWords } from '../track/index.ts'
import { planContext, type Rules } from './contexts.ts'
import type { App } from './open-app.ts'

/**
 * What was sent since an instant and what came of it as of `now`, by campaign, step and variant. Conversions are orders
 * (MET-03).
 */
export async function statsOf(app: Rules, now: Instant, since: Instant = 0): Promise<readonly CampaignStats[]> {
  return readingFirst(app.db, async (db) => {
    const reached = scratchName('reached')
    const goals = app.campaigns.flatMap(({ name, goal }) => (goal ? [{ name, ...goal }] : []))
    const windows = app.dialect.rows(
      { campaign: 'text', days: 'integer' },
      goals.map(({ name, withinDays }) => [name, withinDays]),
    )
    const ctx = { db, dialect: app.dialect, now }
    // One row per email with a goal, asked as of the end of its window.
    await app.dialect.scratch(db, reached, sent(ctx.now, windows, since))
    const evaluation = openEvaluation(planContext(app, db, now))
    try {
      const flags = await evaluation.flags(
        reached,
        goals.map(({ name, rule }) => ({ name, rule, since: 'start' as const })),
      )
      const converted = sql`
        select asked.subject as message, asked.campaign, asked.customer, asked.since, asked.at
        from ${sql.table(reached)} as asked
        join ${sql.table(flags.table)} as flags on flags.subject = asked.subject
        where ${
          goals.length === 0
            ? sql`1 = 0`
            : sql.join(
                goals.map(({ name }) => own(name, flags.column(name))),
                sql` or `,
              )
        }`
      return await campaignStats(ctx, app.shop, converted, since)
    } finally {
      await evaluation.close()
      await sql`drop table ${sql.table(reached)}`.execute(db)
    }
  })
}

/** Which campaigns are above half of a limit at which they stop themselves (DLV-12), with the sentence. */
export async function strainsOf(app: App, now: Instant): Promise<readonly (Strain & { readonly says: string })[]> {
  const names = app.campaigns.map(({ name }) => name)
  return (await strains(app.at(now), names)).map((strain) => ({ ...strain, says: strainWords(strain) }))
}

function own(campaign: string, column: string): RawBuilder<unknown> {
  return sql`(asked.campaign = ${campaign} and ${sql.ref(`flags.${column}`)} = 1)`
}

function sent(now: Instant, windows: RawBuilder<unknown>, since: Instant): RawBuilder<unknown> {
  const end = sql`messages.submitted_at + goals.days * 86400000`
  return sql`
    select messages.key as subject, messages.campaign, messages.customer, messages.submitted_at as since,
      case when ${end} < ${now} then ${end} else ${now} end as at
    from messages
    join ${windows} as goals on goals.campaign = messages.campaign
    where messages.submitted_at between ${since} and ${now}`
}
