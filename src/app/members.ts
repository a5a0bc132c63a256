import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { onOneConnection } from '../db/index.ts'
import { membersAt, openEvaluation } from '../segments/index.ts'
import { evaluationContext } from './contexts.ts'
import type { App } from './open-app.ts'

/** How many customers each sound segment holds as of an instant: one evaluation however many segments. */
export function segmentSizes(app: App, now: Instant): Promise<ReadonlyMap<string, number>> {
  const names = app.segments.map((segment) => segment.name)
  if (names.length === 0) return Promise.resolve(new Map())
  return onOneConnection(app.db, async (db) => {
    const evaluation = openEvaluation(evaluationContext(app, db, now))
    try {
      const flags = await evaluation.members(names)
      const sums = names.map((name, i) => sql`coalesce(sum(${sql.ref(flags.column(name))}), 0) as ${sql.ref(`n${i}`)}`)
      const { rows } = await sql<Record<string, number>>`
        select ${sql.join(sums)}
        from ${sql.table(flags.table)}`.execute(db)
      return new Map(names.map((name, i) => [name, Number(rows[0]?.[`n${i}`] ?? 0)]))
    } finally {
      await evaluation.close()
    }
  })
}

/** The ids of a segment's members as of an instant, sorted by code unit. */
export function segmentMembers(app: App, segment: string, now: Instant): Promise<string[]> {
  return onOneConnection(app.db, (db) => membersAt(evaluationContext(app, db, now), segment, now))
}
