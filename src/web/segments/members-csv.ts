import type { Context } from 'hono'
import { isoInstant } from '../../clock.ts'
import { type StoredMember, storedMembers } from '../../segments/index.ts'
import { csvAnswer } from '../view/csv.ts'
import type { View } from '../view/view.ts'
import type { SegmentsWord } from '../words/segments.ts'
import { membersWanted } from './members-wanted.ts'

/** Members that are read at a time. */
const PORTION = 5000

/** All members that a list shows, as CSV, in its order. */
export function membersCsv(context: Context, view: View<SegmentsWord>, name: string): Response {
  const header = ['customer_id', 'name', 'email', 'member_since']
  return csvAnswer(context, `${name}.csv`, header, rowsOf(view, name))
}

async function* rowsOf({ ctx, app, url, people }: View<SegmentsWord>, name: string) {
  const wanted = { ...membersWanted(url, name), limit: PORTION }
  let after: StoredMember | undefined
  for (;;) {
    const members = await storedMembers({ ...ctx, vocabulary: app.vocabulary }, { ...wanted, after })
    for (const one of members) {
      yield [one.id, people.name(one), people.email(one), one.entered_at === 0 ? '' : isoInstant(one.entered_at)]
    }
    after = members.at(-1)
    if (members.length < PORTION) return
  }
}
