import { sql } from 'kysely'
import { type App, planContext } from '../app/index.ts'
import { type DbContext, scratchName } from '../db/index.ts'
import type { MessageRow } from '../deliver/index.ts'
import { openEvaluation } from '../segments/index.ts'

/**
 * Asks `stop_when` once more right before sending: which of the claimed messages must stay because it came true since
 * the plan. Runs inside the claim's transaction.
 */
export async function stillWanted(
  app: App,
  claim: DbContext,
  messages: readonly MessageRow[],
): Promise<ReadonlyMap<number, string>> {
  const stops = app.campaigns.flatMap(({ name, stopWhen }) => (stopWhen ? [{ name, rule: stopWhen }] : []))
  const asked = messages.filter(({ campaign }) => stops.some(({ name }) => name === campaign))
  if (asked.length === 0) return new Map()
  const evaluation = openEvaluation(planContext(app, claim.db, claim.now))
  const table = scratchName('claimed')
  const rows = asked.map(({ key, customer, started_at }) => [key, customer, claim.now, started_at])
  const columns = { subject: 'integer', customer: 'integer', at: 'integer', since: 'integer' } as const
  try {
    await claim.dialect.scratch(claim.db, table, sql`select * from ${claim.dialect.rows(columns, rows)} as claimed`)
    const flags = await evaluation.flags(
      table,
      stops.map(({ name, rule }) => ({ name, rule, since: 'start' as const })),
    )
    const { rows: judged } = await sql<Record<string, number>>`select * from ${sql.table(flags.table)}`.execute(
      claim.db,
    )
    const byKey = new Map(judged.map((row) => [row.subject, row]))
    const stopped = asked.filter(({ key, campaign }) => byKey.get(key)?.[flags.column(campaign)] === 1)
    return new Map(stopped.map(({ key }) => [key, 'stopped']))
  } finally {
    await evaluation.close()
    await sql`drop table if exists ${sql.table(table)}`.execute(claim.db)
  }
}
