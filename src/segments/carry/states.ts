import { createHash } from 'node:crypto'
import type { Instant } from '../../clock.ts'
import type { DbContext } from '../../db/index.ts'
import { canonical, type Vocabulary } from '../../facts/index.ts'
import type { Rule } from '../rule.ts'
import type { Segment } from '../segment.ts'

/** The value at the border of a standing; null where nobody has one, or fewer than `top 100 customers` do. */
export type Border = {
  readonly value: number
  /** The customer at the border of `top 100 customers`. */
  readonly id?: string
} | null

/** What the last run found out about a segment: its open memberships are exact as of `slot`. */
export interface SegmentState {
  readonly segment: string
  readonly slot: Instant
  readonly meaning: string
  readonly size: number
  /** By `standingKey`. */
  readonly borders: Readonly<Record<string, Border>>
}

/** Raise it whenever a fact, a phrase or a standing comes to mean something else: all segments are then judged anew. */
const MEANING = 1

/** A hash of the rule and of all that its meaning depends on besides data. */
export function meaningHash(segment: Segment, { shop }: Vocabulary): string {
  const known = hashes.get(segment)
  if (known?.shop === shop) return known.hash
  const text = JSON.stringify([MEANING, shapeOf(segment.who), shop])
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16)
  hashes.set(segment, { shop, hash })
  return hash
}

/** Each day of a simulation asks for the same ones. */
const hashes = new WeakMap<Segment, { readonly shop: Vocabulary['shop']; readonly hash: string }>()

/** The rule without the places of its lines. */
function shapeOf(rule: Rule): unknown {
  if (rule.is === 'line') return [canonical(rule.clause.question), canonical(rule.clause.condition)]
  return [rule.is, rule.is === 'at least' ? rule.count : 0, ...rule.rules.map(shapeOf)]
}

/** The states of the last run, by segment; those that an earlier run left behind are of no use. */
export async function readStates({ db }: DbContext): Promise<ReadonlyMap<string, SegmentState>> {
  const rows = await db.selectFrom('segment_states').selectAll().execute()
  const last = Math.max(...rows.map(({ slot }) => Number(slot)))
  const states = rows
    .map((row) => ({
      ...row,
      slot: Number(row.slot),
      size: Number(row.size),
      borders: JSON.parse(row.borders) as Record<string, Border>,
    }))
    .filter(({ slot }) => slot === last)
  return new Map(states.map((state) => [state.segment, state]))
}

/** Replaces all states. */
export async function writeStates({ db }: DbContext, states: readonly SegmentState[]): Promise<void> {
  await db.deleteFrom('segment_states').execute()
  const rows = states.map((state) => ({ ...state, borders: JSON.stringify(state.borders) }))
  if (rows.length > 0) await db.insertInto('segment_states').values(rows).execute()
}
