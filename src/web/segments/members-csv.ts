import type { Context } from 'hono'
import { isoInstant } from '../../clock.ts'
import { type StoredMember, storedMembers } from '../../segments/index.ts'
import { csvAnswer } from '../view/csv.ts'
import type { SegmentsWord } from '../words/segments.ts'
import { membersWanted } from './members-wanted.ts'
import type { SeenOn } from './seen-on.ts'

/** Members that are read at a time. */
const PORTION = 5000

/** All members that a list shows, as CSV, in its order; those by what they spent in that of their import. */
export function membersCsv(context: Context, seen: SeenOn<SegmentsWord>, name: string): Response {
  const header = ['customer_id', 'name', 'email', 'member_since']
  return csvAnswer(context, `${name}.csv`, header, rowsOf(seen, name))
}

async function* rowsOf({ view, at }: SeenOn<SegmentsWord>, name: string) {
  const { ctx, app, url, people } = view
  const wanted = { ...membersWanted(url, name, at), limit: PORTION }
  let after: StoredMember | undefined
  for (;;) {
    const members = await storedMembers({ ...ctx, vocabulary: app.vocabulary }, { ...wanted, after })
    for (const one of members) {
      const since = one.entered_at === 0 ? '' : isoInstant(one.entered_at)
      yield [people.hidden(one.id), people.name(one), people.email(one), since]
    }
    after = members.at(-1)
    if (members.length < PORTION) return
  }
}
