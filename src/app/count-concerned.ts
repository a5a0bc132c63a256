import type { Instant } from '../clock.ts'
import { onOneConnection } from '../db/index.ts'
import type { Problem } from '../problem.ts'
import { membersAt, type Rule, type Segment, type StageFinding } from '../segments/index.ts'
import { evaluationContext } from './contexts.ts'
import { customerNames } from './find-customer.ts'
import type { App } from './open-app.ts'

/** So many customers are named; the rest is a number. */
const NAMED = 3

/** The problems with how many customers of the shop each concerns as of an instant, and the names of a few. */
export async function countConcerned(
  app: App,
  findings: readonly StageFinding[],
  now: Instant,
): Promise<ReadonlyMap<Problem, string>> {
  const counted = new Map<Problem, string>()
  for (const { problem, customers } of findings) {
    if (customers) counted.set(problem, await concerned(app, customers, now))
  }
  return counted
}

async function concerned(app: App, rule: Rule, now: Instant): Promise<string> {
  const segment: Segment = {
    ...{ name: 'customers concerned', title: '', who: rule, examples: [], guard: {}, tags: [] },
    ...{ file: rule.is === 'line' ? rule.clause.place.file : rule.place.file, place: placeOf(rule) },
  }
  return onOneConnection(app.db, async (db) => {
    const ctx = evaluationContext(app, db, now)
    const ids = await membersAt({ ...ctx, segments: [...ctx.segments, segment] }, segment.name, now)
    const names = await customerNames({ db }, ids.slice(0, NAMED))
    return inWords(ids.length, [...names.values()].map(({ name }) => name).sort())
  })
}

function placeOf(rule: Rule) {
  return rule.is === 'line' ? rule.clause.place : rule.place
}

function inWords(count: number, names: readonly string[]): string {
  if (count === 0) return 'no customer today'
  const said = `${count} ${count === 1 ? 'customer' : 'customers'} today`
  return count === names.length ? `${said}: ${names.join(', ')}` : `${said}, such as ${names.join(', ')}`
}
