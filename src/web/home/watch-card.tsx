import type { GoalState } from '../../app/index.ts'
import type { Alerts } from '../../insights/index.ts'
import { alertsFor, goalsFor } from '../background/goals-for.ts'
import type { Answer } from '../background/answers.ts'
import { Polled } from '../background/working.tsx'
import { alertValue } from '../insights/goals/alert-value.ts'
import { goalName, goalValue } from '../insights/goals/goal-value.ts'
import type { View } from '../view/view.ts'
import type { ScreenSource } from '../web-source.ts'
import { goalTerms } from '../words/goal-terms.ts'
import type { HomeWord } from '../words/home.ts'
import { sayIn } from '../words/index.ts'
import { watchWords } from '../words/watch.ts'

/** What the card is made from, counted beside the page. */
export interface Watched {
  readonly goals: Answer<readonly GoalState[]>
  readonly alerts: Answer<Alerts>
}

/** Asks how the goals stand and what left its usual range; the page does not wait for the end of it. */
export async function watched(source: ScreenSource): Promise<Watched> {
  const [goals, alerts] = await Promise.all([goalsFor(source), alertsFor(source)])
  return { goals, alerts }
}

/** Goals that are off their pace and what is told of today; without any there is no card. */
export function WatchCard({ view, found }: { readonly view: View<HomeWord>; readonly found: Watched }) {
  const { goals, alerts } = found
  const state = goals.state === 'working' || alerts.state === 'working' ? 'working' : 'done'
  const lines = [
    ...(goals.state === 'done' ? goalLines(view, goals.value) : []),
    ...(alerts.state === 'done' ? alertLines(view, alerts.value) : []),
  ]
  const say = sayIn(watchWords, view.language)
  return (
    <Polled view={view} id="watch" state={state} {...(lines.length > 0 ? { kind: 'cards' } : {})}>
      {lines.length > 0 && (
        <section class="card wide-card">
          <h2>{say('title')}</h2>
          <ul class="plain-list">
            {lines.map((line) => (
              <li>
                <strong class="warn" aria-hidden="true">
                  !
                </strong>{' '}
                {line}
              </li>
            ))}
          </ul>
          <p>
            <a href="/insights/goals">{say('more')}</a>
          </p>
        </section>
      )}
    </Polled>
  )
}

function goalLines(view: View<HomeWord>, goals: readonly GoalState[]): string[] {
  const say = sayIn(watchWords, view.language)
  return goals
    .filter(({ verdict }) => verdict === 'behind' || verdict === 'missed')
    .map((goal) => {
      const [now, wanted] = [goalValue(view, goal, goal.current), goalValue(view, goal, goal.wanted)]
      return say('goal', { goal: goalName(goal), verdict: sayIn(goalTerms, view.language)(goal.verdict), now, wanted })
    })
}

function alertLines(view: View<HomeWord>, { numbers, customers, more }: Alerts): string[] {
  const say = sayIn(watchWords, view.language)
  const late = customers.length + more
  return [
    ...numbers.map((one) => {
      const [value, usual] = [alertValue(view, one, one.value), alertValue(view, one, one.centre)]
      return say('number', { number: one.number, value, usual })
    }),
    ...(late > 0 ? [say('late', { n: late })] : []),
  ]
}
