import type { GoalLine, GoalState } from '../../../app/index.ts'
import type { Verdict } from '../../../goals/index.ts'
import type { Alerts } from '../../../insights/index.ts'
import type { Answer } from '../../background/answers.ts'
import { Polled, Working } from '../../background/working.tsx'
import { Badge, type Tone } from '../../parts/badge.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import type { GoalTerm } from '../../words/goal-terms.ts'
import { AlertsCards } from './alerts-cards.tsx'
import { goalName, goalValue } from './goal-value.ts'
import type { GoalView } from './goal-view.ts'
import { ProgressCards } from './progress-cards.tsx'
import { InsightTabs } from '../tabs.tsx'

const tones: Readonly<Record<Verdict, Tone>> = {
  ahead: 'good',
  reached: 'good',
  'on course': 'plain',
  behind: 'warn',
  missed: 'bad',
  'not begun': 'plain',
  unknown: 'plain',
}

/** The goals of the shop: what each began with, how far it is and whether the pace will do. */
export function GoalsPage(props: {
  readonly view: GoalView
  readonly answer: Answer<readonly GoalState[]>
  readonly lines: Answer<readonly GoalLine[]>
  readonly alerts: Answer<Alerts>
}) {
  const { view, answer, lines, alerts } = props
  const { say, format, app } = view
  return (
    <>
      <InsightTabs view={view} shown="goals" />
      {(app.goals ?? []).length === 0 ? (
        <Empty title={say('empty')} example="- churn: 10 percent lower by 2027-03-31">
          <p>{say('emptyText')}</p>
        </Empty>
      ) : (
        <Polled view={view} id="goals" state={answer.state}>
          {answer.state === 'done' ? (
            <>
              <p class="lead">{say('lead', { at: format.instant(answer.asOf), zone: app.shop.timeZone })}</p>
              <div class="cards">
                <Goals view={view} goals={answer.value} />
              </div>
            </>
          ) : (
            <Working view={view} answer={answer} doing={say('counting')} failed={say('failed')} again={say('again')} />
          )}
        </Polled>
      )}
      <Polled view={view} id="progress" state={answer.state === 'done' ? lines.state : answer.state}>
        {answer.state === 'done' && lines.state === 'done' && (
          <ProgressCards view={view} goals={answer.value} lines={lines.value} />
        )}
        {answer.state === 'done' && lines.state !== 'done' && (
          <Working view={view} answer={lines} doing={say('drawing')} failed={say('failed')} again={say('again')} />
        )}
      </Polled>
      <Polled view={view} id="alerts" state={alerts.state} kind="cards">
        {alerts.state === 'done' ? (
          <AlertsCards view={view} alerts={alerts.value} />
        ) : (
          <Working view={view} answer={alerts} doing={say('counting')} failed={say('failed')} again={say('again')} />
        )}
      </Polled>
    </>
  )
}

function Goals({ view, goals }: { readonly view: GoalView; readonly goals: readonly GoalState[] }) {
  const { say, format } = view
  const share = (part: number | undefined) => (part === undefined ? '–' : format.percent(part, 0))
  const value = (of: 'wanted' | 'expected') => (goal: GoalState) => goalValue(view, goal, goal[of])
  return (
    <section class="card wide-card">
      <h2>{say('title')}</h2>
      <DataTable
        view={view}
        caption={say('title')}
        captionIs="hidden"
        columns={[
          { title: say('goal'), heads: 'row', cell: (goal: GoalState) => <Named view={view} goal={goal} /> },
          {
            title: say('verdict'),
            cell: ({ verdict }: GoalState) => <Badge tone={tones[verdict]} word={say(verdict)} />,
          },
          {
            title: say('began'),
            kind: 'number',
            cell: (goal: GoalState) => <Valued view={view} goal={goal} of="baselineValue" days={goal.baselineDays} />,
          },
          {
            title: say('newest'),
            kind: 'number',
            cell: (goal: GoalState) => <Valued view={view} goal={goal} of="current" days={goal.currentDays} />,
          },
          { title: say('wanted'), kind: 'number', cell: value('wanted') },
          { title: say('done'), kind: 'number', cell: ({ done }: GoalState) => share(done) },
          { title: say('due'), kind: 'number', cell: ({ due }: GoalState) => share(due) },
          { title: say('expected'), kind: 'number', cell: value('expected') },
        ]}
        rows={goals}
      />
      <p class="soft">{say('how')}</p>
      <a href="/insights/goals/goals.csv" download>
        CSV
      </a>
    </section>
  )
}

function Named({ view, goal }: { readonly view: GoalView; readonly goal: GoalState }) {
  return (
    <>
      <span lang="en">{goalName(goal)}</span>
      <br />
      <small class="soft">{view.say(goal.metric as GoalTerm)}</small>
    </>
  )
}

function Valued(props: {
  readonly view: GoalView
  readonly goal: GoalState
  readonly of: 'baselineValue' | 'current'
  readonly days: GoalState['currentDays']
}) {
  const { view, goal, of, days } = props
  const { day } = view.format
  return (
    <>
      {goalValue(view, goal, goal[of])}
      <br />
      <small class="soft">
        {goal.segment === undefined ? view.say('overDays', { from: day(days.from), to: day(days.to) }) : day(days.to)}
      </small>
    </>
  )
}
