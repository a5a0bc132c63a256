import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { type DbContext, readingFirst, scratchName } from '../db/index.ts'
import { openEvaluation } from '../segments/index.ts'
import { planContext, type Rules } from './contexts.ts'

/** Who was asked whether they reached the goal of a campaign, and what came out. */
export interface AskedGoals {
  readonly ctx: DbContext
  /** The rows `asked` as they were given, with the answers `flags` beside them. */
  readonly rows: RawBuilder<unknown>
  /** The campaigns with a goal, each with the 0/1 column of `flags` that answers it. */
  readonly goals: readonly { readonly campaign: string; readonly reached: RawBuilder<unknown> }[]
}

/**
 * Asks of rows (`subject`, `customer`, `campaign`, `since`, `at`) whether the goals of campaigns were reached between the
 * two instants. `rowsOf` gets the campaigns with a goal and their windows, `campaign` and `days`. In one moment, without a lock.
 */
export function askGoals<T>(
  app: Rules,
  now: Instant,
  rowsOf: (ctx: DbContext, windows: RawBuilder<unknown>) => RawBuilder<unknown> | Promise<RawBuilder<unknown>>,
  work: (asked: AskedGoals) => Promise<T>,
): Promise<T> {
  return readingFirst(app.db, async (db) => {
    const ctx = { db, dialect: app.dialect, now }
    const goals = app.campaigns.flatMap(({ name, goal }) => (goal ? [{ name, ...goal }] : []))
    const windows = app.dialect.rows(
      { campaign: 'text', days: 'integer' },
      goals.map(({ name, withinDays }) => [name, withinDays]),
    )
    const table = scratchName('asked')
    await app.dialect.scratch(db, table, await rowsOf(ctx, windows))
    const evaluation = openEvaluation(planContext(app, db, now))
    try {
      const flags = await evaluation.flags(
        table,
        goals.map(({ name, rule }) => ({ name, rule, since: 'start' as const })),
      )
      return await work({
        ctx,
        rows: sql`${sql.table(table)} as asked join ${sql.table(flags.table)} as flags on flags.subject = asked.subject`,
        goals: goals.map(({ name }) => ({ campaign: name, reached: sql.ref(`flags.${flags.column(name)}`) })),
      })
    } finally {
      await evaluation.close()
      await sql`drop table ${sql.table(table)}`.execute(db)
    }
  })
}
