import { type RawBuilder, sql } from 'kysely'
import type { PlannedDay } from '../plan/index.ts'
import type { Causes } from './causes.ts'
import type { Moved, SegmentDifference } from './difference.ts'

/** Samples of each kind. */
export const SAMPLES = 5

/** The segments in which customers enter or leave between two planned days over one connection; names are filled later. */
export async function segmentMoves(
  before: PlannedDay,
  after: PlannedDay,
  causes: Causes,
): Promise<SegmentDifference[]> {
  const names = [...new Set([...namesIn(before), ...namesIn(after)])].sort()
  const moves: SegmentDifference[] = []
  for (const segment of names) {
    const why = causes.ofSegment(segment)
    // The same rule over the same rows has the same members.
    if (why.length === 0) continue
    const [old, own] = [await membersOf(before, segment), await membersOf(after, segment)]
    const entering = await movedBetween(after, old, own)
    const leaving = await movedBetween(after, own, old)
    if (entering.number + leaving.number === 0 && sizeOf(before, segment) === sizeOf(after, segment)) continue
    const sizes = { before: sizeOf(before, segment), after: sizeOf(after, segment) }
    moves.push({ segment, ...sizes, entering, leaving, causes: why })
  }
  return moves
}

function namesIn({ ctx }: PlannedDay): string[] {
  return ctx.segments.map(({ name }) => name)
}

function sizeOf({ sizes }: PlannedDay, segment: string): number {
  return sizes.segments.get(segment) ?? 0
}

/** A select of `customer`; of nobody where the segment is not there. */
async function membersOf({ ctx }: PlannedDay, segment: string): Promise<RawBuilder<unknown>> {
  const names = ctx.segments.map(({ name }) => name)
  if (!names.includes(segment)) return sql`select key as customer from customers where 1 = 0`
  return (await ctx.evaluation.members(names)).list(segment)
}

/** Who is in the second select and not in the first. */
async function movedBetween({ ctx }: PlannedDay, from: RawBuilder<unknown>, to: RawBuilder<unknown>): Promise<Moved> {
  const moved = sql`select customer from (${to}) as these except select customer from (${from}) as those`
  const { rows } = await sql<{ id: string; number: number }>`
    with moved as (${moved})
    select customers.id, (select count(*) from moved) as number
    from moved
    join customers on customers.key = moved.customer
    order by customers.id
    limit ${SAMPLES}`.execute(ctx.db)
  return {
    number: Number(rows[0]?.number ?? 0),
    samples: rows.map(({ id }) => ({ customer: id, name: id })),
  }
}
