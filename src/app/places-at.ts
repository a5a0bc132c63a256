import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { PlacesOf } from '../insights/index.ts'
import type { Evaluation } from '../segments/index.ts'
import type { Rules } from './contexts.ts'

/**
 * Where customers stood at an instant: in every segment that held them, or in their stage, the first that did. Who is in
 * none has no entry.
 */
export async function placesAt(
  evaluation: Evaluation,
  { shop, segments }: Rules,
  by: 'segment' | 'stage',
  at: Instant,
): Promise<{ readonly names: readonly string[]; readonly of: PlacesOf }> {
  // A stage whose file is broken holds nobody.
  const sound = segments.map(({ name }) => name)
  const names = by === 'stage' ? shop.stages.filter((stage) => sound.includes(stage)) : [...sound].sort()
  const members = await evaluation.members(names, at)
  const lists: Uint8Array[] = []
  for (const name of names) {
    const { rows } = await sql<{ customer: number }>`select customer from (${members.list(name)}) as members`.execute(
      evaluation.ctx.db,
    )
    lists.push(flagsOf(rows))
  }
  return {
    names,
    of: async ({ since, until }) => {
      const places = new Map<number, readonly string[]>()
      for (let customer = since; customer < until; customer += 1) {
        const held = names.filter((_, i) => lists[i]?.[customer] === 1)
        if (held.length > 0) places.set(customer, by === 'stage' ? held.slice(0, 1) : held)
      }
      return places
    },
  }
}

/** A byte a key: a set of a million keys would take fifty times as much. */
function flagsOf(rows: readonly { readonly customer: number }[]): Uint8Array {
  const flags = new Uint8Array(1 + rows.reduce((most, { customer }) => Math.max(most, Number(customer)), 0))
  for (const { customer } of rows) flags[Number(customer)] = 1
  return flags
}
