import type { MembersWanted, RankedWanted } from '../../segments/index.ts'
import { sought } from './members-wanted.ts'

/** Members of a list that is worked out. */
export const MOST_RANKED = 500

/** A list that no index has: by what members spent, or of a day before the first run. Undefined for all others. */
export function rankedWanted(
  url: URL,
  segment: string,
  at: MembersWanted['at'],
  from: RankedWanted['from'],
): RankedWanted | undefined {
  const sort = url.searchParams.get('sort')
  const order = sort === '-spent' ? 'most spent' : sort === 'spent' ? 'least spent' : 'key'
  if (order === 'key' && from === 'history') return undefined
  return { segment, order, find: sought(url) ?? '', limit: MOST_RANKED, at, from }
}

/** How many rows of a list that was worked out lie before the page: `?after=25`. */
export function rowsBefore(url: URL): number {
  const after = Number(url.searchParams.get('after') ?? 0)
  return Number.isInteger(after) && after > 0 && after < MOST_RANKED ? after : 0
}
