import { sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import type { DbContext } from '../../db/index.ts'

/** What a finished run counted: members of each segment at its slot, and who moved since the run before. */
export interface CountedRun {
  readonly slot: Instant
  /** The whole base. */
  readonly customers: number
  readonly sizes: ReadonlyMap<string, number>
  readonly moves: ReadonlyMap<string, { readonly entered: number; readonly left: number }>
}

/** The finished runs from an instant up to `ctx.now` that counted segments, oldest first: a row a day. */
export async function countedRuns(ctx: DbContext, from: Instant): Promise<CountedRun[]> {
  const { rows } = await sql<{ slot: number; summary: string }>`
    select slot, summary
    from runs
    where slot >= ${from} and slot <= ${ctx.now} and state = 'done'
    order by slot`.execute(ctx.db)
  return rows.flatMap(({ slot, summary }) => {
    const read: unknown = JSON.parse(summary || '{}')
    return isCounted(read) ? [counted(Number(slot), read)] : []
  })
}

interface Summary {
  readonly customers?: number
  readonly segments: Readonly<Record<string, number>>
  readonly moves?: Readonly<Record<string, { readonly entered: number; readonly left: number }>>
}

function isCounted(read: unknown): read is Summary {
  return typeof read === 'object' && read !== null && 'segments' in read && typeof read.segments === 'object'
}

function counted(slot: Instant, { customers = 0, segments, moves = {} }: Summary): CountedRun {
  return { slot, customers, sizes: new Map(Object.entries(segments)), moves: new Map(Object.entries(moves)) }
}
