import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { EvaluationContext } from './context.ts'

/**
 * The slots of the finished runs up to `ctx.now` that counted a segment, in order. A run says so in its summary:
 * `{"segments": {"new": 310}}`; one that does not is treated as if it had not taken place.
 */
export async function runsWith(ctx: EvaluationContext, segment: string): Promise<Instant[]> {
  const query: RawBuilder<{ slot: number; summary: string }> = sql`
    select slot, summary
    from runs
    where slot <= ${ctx.now} and finished_at is not null
    order by slot`
  const { rows } = await query.execute(ctx.db)
  return rows.filter(({ summary }) => counted(summary, segment)).map(({ slot }) => Number(slot))
}

function counted(summary: string, segment: string): boolean {
  const read: unknown = JSON.parse(summary || '{}')
  const segments = typeof read === 'object' && read !== null && 'segments' in read ? read.segments : undefined
  return typeof segments === 'object' && segments !== null && Object.hasOwn(segments, segment)
}
