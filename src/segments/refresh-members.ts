import { sql } from 'kysely'
import { addLocalDays } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { storeStates } from './carry/store-states.ts'
import type { Evaluation } from './evaluation.ts'
import type { Members } from './members-of.ts'
import { type Moved, type MovedLot, movesByWords } from './moves-by-words.ts'
import { runsWith } from './runs.ts'

/** The run that writes the history: its slot, and the names of all segment files, broken ones included. */
export interface MembersRun {
  readonly slot: Instant
  /** Default: the segments of the evaluation. Stays in segments not named here end. */
  readonly files?: readonly string[]
}

/** What a run changed in one segment. */
export interface Move {
  readonly size: number
  readonly entered: number
  readonly left: number
}

/** By name of segment. */
export type Moves = ReadonlyMap<string, Move>

/**
 * Writes who entered and who left each segment at the run's slot, inside the caller's transaction. The first time a
 * segment is counted, those who were in it a day earlier were always there: `entered_at` 0. The caller finishes the
 * run with the sizes in its summary (`{"segments": {"new": 310}}`): that is how history knows it took place.
 */
export async function refreshMembers(evaluation: Evaluation, run: MembersRun): Promise<Moves> {
  const { ctx } = evaluation
  const names = ctx.segments.map(({ name }) => name)
  const now = await evaluation.members(names)
  const sizes = await now.sizes(names)
  const carried = await evaluation.known.carried()
  const inFull = names.filter((name) => !carried?.names.includes(name))
  await stayOn(evaluation, inFull, now, run.slot)
  const moves = new Map(names.map((name) => [name, { size: sizes.get(name) ?? 0, entered: 0, left: 0 }]))
  const moved = async (lot: MovedLot) => {
    await writeMoves(evaluation, lot, run.slot)
    for (const change of ['entered', 'left'] as const) for (const [name] of lot[change]) count(moves.get(name), change)
  }
  if (carried) await moved(await carried.moves())
  if (now.words && inFull.length > 0) for await (const lot of movesByWords(ctx, now.words, inFull)) await moved(lot)
  await closeOthers(evaluation, run.files ?? names, run.slot)
  await storeStates(evaluation, run.slot, sizes)
  return moves
}

function count(move: { entered: number; left: number } | undefined, change: 'entered' | 'left'): void {
  if (move) move[change] += 1
}

/** Writes moves down; who comes back at the slot at which they left has never been away. */
async function writeMoves({ ctx }: Evaluation, { entered, left }: MovedLot, slot: Instant): Promise<void> {
  const given = (moved: readonly Moved[]) => ctx.dialect.rows({ segment: 'text', customer: 'integer' }, moved)
  if (left.length > 0) {
    await sql`
      update memberships
      set left_at = ${slot}
      from ${given(left)} as moved
      where memberships.segment = moved.segment and memberships.customer = moved.customer
        and left_at is null`.execute(ctx.db)
  }
  if (entered.length > 0) {
    await sql`
      insert into memberships (segment, customer, entered_at, left_at)
      select segment, customer, ${slot}, null
      from ${given(entered)} as moved
      where true
      on conflict (segment, customer, entered_at) do update set left_at = null`.execute(ctx.db)
  }
}

/** The members of segments that are counted for the first time, who were in them a day earlier already. */
async function stayOn(evaluation: Evaluation, names: readonly string[], now: Members, slot: Instant): Promise<void> {
  const { ctx } = evaluation
  const unseen: string[] = []
  for (const name of names) if (await isFirst(evaluation, name)) unseen.push(name)
  if (unseen.length === 0) return
  const before = await evaluation.members(unseen, addLocalDays(slot, -1, ctx.vocabulary.shop.timeZone))
  for (const name of unseen) {
    await sql`
      insert into memberships (segment, customer, entered_at, left_at)
      select ${name}, customer, 0, null
      from (${now.list(name)}) as members
      where customer in (${before.list(name)})`.execute(ctx.db)
  }
}

async function isFirst({ ctx }: Evaluation, segment: string): Promise<boolean> {
  const { rows } = await sql`select 1 from memberships where segment = ${segment} limit 1`.execute(ctx.db)
  return rows.length === 0 && (await runsWith(ctx, segment)).length === 0
}

/** A segment whose file is gone has nobody in it. */
async function closeOthers({ ctx }: Evaluation, files: readonly string[], slot: Instant): Promise<void> {
  // From each name to the next by the index: a large history has few names.
  const { rows } = await sql<{ segment: string }>`
    with recursive names (segment) as (
      select min(segment) from memberships
      union all
      select (select min(segment) from memberships where segment > names.segment)
      from names
      where names.segment is not null
    )
    select segment from names where segment is not null`.execute(ctx.db)
  const gone = rows.map(({ segment }) => segment).filter((segment) => !files.includes(segment))
  if (gone.length === 0) return
  await sql`
    update memberships
    set left_at = ${slot}
    where left_at is null and segment in (${sql.join(gone)})`.execute(ctx.db)
}
