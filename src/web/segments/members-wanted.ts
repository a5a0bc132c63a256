import type { MembersWanted, StoredMember } from '../../segments/index.ts'

/** Rows of a page of members. */
export const PAGE = 25

/** Reads `?q=`, `?sort=` and `?after=` of a list of members; one row more than a page says whether there is another. */
export function membersWanted(url: URL, segment: string, at: MembersWanted['at']): MembersWanted {
  const { searchParams } = url
  const sort = searchParams.get('sort')
  const order = sort === 'since' ? 'oldest' : sort === '-since' ? 'newest' : 'key'
  return { segment, order, after: readKey(searchParams.get('after')), find: sought(url), limit: PAGE + 1, at }
}

/** Where the page after a row begins: `1767225600000.4711`. */
export function keyAfter({ entered_at, key }: StoredMember): string {
  return `${entered_at}.${key}`
}

/** Whom `?q=` looks for. */
export function sought(url: URL): string | undefined {
  return url.searchParams.get('q') ?? undefined
}

function readKey(after: string | null): MembersWanted['after'] {
  const [, entered, key] = /^(\d{1,15})\.(\d{1,15})$/.exec(after ?? '') ?? []
  return entered === undefined ? undefined : { entered_at: Number(entered), key: Number(key) }
}
