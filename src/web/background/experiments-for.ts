import type { Experiments } from '../../app/index.ts'
import type { ScreenSource } from '../web-source.ts'
import { type Answer, answersOf } from './answers.ts'

const AN_HOUR = 3_600_000

/** Every experiment of the shop, counted beside the page, anew each hour: all pages say the same of it. */
export function experimentsFor(source: ScreenSource): Promise<Answer<Experiments>> {
  const now = source.now()
  return answersOf(source).ask({ kind: 'experiments', since: now - (now % AN_HOUR) })
}
