import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { EvaluationContext } from './context.ts'
import { openEvaluation } from './evaluation.ts'

/** The ids of a segment's members as of an instant, sorted by code unit. Use it on one connection. */
export async function membersAt(ctx: EvaluationContext, segment: string, at: Instant): Promise<string[]> {
  const evaluation = openEvaluation({ ...ctx, now: at })
  try {
    const members = await evaluation.members([segment])
    const { rows } = await sql<{ id: string }>`
      select customers.id
      from (${members.list(segment)}) as members
      join customers on customers.key = members.customer`.execute(ctx.db)
    return rows.map(({ id }) => id).sort()
  } finally {
    await evaluation.close()
  }
}
