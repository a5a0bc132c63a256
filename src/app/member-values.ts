import type { Instant } from '../clock.ts'
import { onOneConnection } from '../db/index.ts'
import { type MemberValues, type Segment, valuesOfMembers } from '../segments/index.ts'
import { evaluationContext } from './contexts.ts'
import type { App } from './open-app.ts'

/** The members of a segment as of an instant, sorted by id, each with what is true of every line of its rule. */
export function memberValues(app: App, segment: Segment, now: Instant): Promise<MemberValues[]> {
  return onOneConnection(app.db, async (db) => {
    const members: MemberValues[] = []
    for await (const member of valuesOfMembers(evaluationContext(app, db, now), segment, now)) members.push(member)
    return members
  })
}
