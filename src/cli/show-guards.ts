import { type App, sourceOf } from '../app/index.ts'
import { segmentsOf } from '../campaigns/index.ts'
import { showProblem } from '../problem.ts'
import type { StoppedGuard } from '../segments/index.ts'
import type { Talk } from './talk.ts'

/** The campaigns that a guard holds back: those that use its segment. */
export function heldBack(app: App, guards: readonly StoppedGuard[]): string[] {
  const stopped = new Set(guards.map(({ segment }) => segment))
  const users = app.campaigns.filter((one) => segmentsOf(one, app.shop.stages).some((name) => stopped.has(name)))
  return users.map(({ name }) => name)
}

/** Says which guard stopped what: the frame of its line, and the campaigns that wait. */
export function showGuards(app: App, guards: readonly StoppedGuard[], talk: Talk): void {
  for (const guard of guards) {
    const { place } = guard.problem
    const lines = showProblem(guard.problem, place && sourceOf(app.files, place.file), 100).split('\n')
    const [headline = '', ...rest] = lines
    const word = talk.paintTalk('bold', talk.paintTalk('red', 'stopped'))
    const held = heldBack(app, [guard])
    talk.warn([word + headline.replace(/^error {2}/, '  '), ...rest].join('\n'))
    talk.warn(`  held  ${held.length === 0 ? 'nothing: no campaign uses it' : held.join(', ')}`)
  }
}
