import { addDays, localDay, startOfDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import { type Clause, kindOf } from '../../facts/index.ts'
import { fold } from '../../text/index.ts'
import type { JudgeOne, Moves } from './judging.ts'
import type { OneCustomer } from './one-customer.ts'

/** Who judges memberships, and knows the past ones. */
export interface SegmentsOf {
  readonly one: OneCustomer
  readonly judgeOf: Pick<JudgeOne, 'isMember'>
  readonly moves: Moves
}

/** The answer to a line about segments as of an instant: member, entered, left, stage. */
export async function ofSegments(clause: Clause, at: Instant, of: SegmentsOf): Promise<boolean> {
  const { condition, question } = clause
  const { vocabulary } = of.one.ctx
  if (condition.is === 'member') {
    return anyOf(condition.segments, (name) => isLongMember(name, condition.forDays, at, of))
  }
  if (condition.is === 'entered' || condition.is === 'left') {
    const kind = kindOf({ fact: 'last_order' }, vocabulary)
    const within = (instant: Instant) => kind.holds(instant, condition.window, of.one.whenAt(at))
    return anyOf(condition.segments, async (segment) => {
      const moved = await of.moves({ segment, change: condition.is, within }, at)
      return moved.length > 0
    })
  }
  return kindOf(question, vocabulary).holds(await stageAt(at, of), condition, of.one.whenAt(at))
}

async function isLongMember(
  segment: string,
  forDays: number | undefined,
  at: Instant,
  { one, judgeOf, moves }: SegmentsOf,
): Promise<boolean> {
  if (!(await judgeOf.isMember(segment, at))) return false
  if (forDays === undefined) return true
  const { timeZone } = one.ctx.vocabulary.shop
  const since = addDays(localDay(at, timeZone), -forDays)
  const within = (instant: Instant) => localDay(instant, timeZone) > since
  const entered = { segment, change: 'entered' as const, within, since: startOfDay(addDays(since, 1), timeZone) }
  return (await moves(entered, at)).length === 0
}

async function stageAt(at: Instant, { one, judgeOf }: SegmentsOf): Promise<string | null> {
  for (const stage of one.ctx.vocabulary.shop.stages) if (await judgeOf.isMember(stage, at)) return fold(stage)
  return null
}

async function anyOf(names: readonly string[], holds: (name: string) => Promise<boolean>): Promise<boolean> {
  for (const name of names) if (await holds(name)) return true
  return false
}
