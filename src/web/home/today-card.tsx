import { localDay } from '../../calendar/index.ts'
import type { RunRow } from '../../insights/index.ts'
import { Badge } from '../parts/badge.tsx'
import { Stat } from '../parts/stat.tsx'
import { Working } from '../parts/working.tsx'
import type { ComingPlan } from '../runs/coming-plan.ts'
import { runPath } from '../runs/slot-path.ts'
import type { View } from '../view/view.ts'
import type { HomeWord } from '../words/home.ts'
import type { Home } from './read-home.ts'

interface TodayProps {
  readonly view: View<HomeWord>
  readonly home: Home
  readonly coming: ComingPlan
}

/** Today in counts: what its run decided, or what the coming run would. */
export function TodayCard({ view, home, coming }: TodayProps) {
  const zone = view.app.shop.timeZone
  const today = home.runs.filter(({ slot, state }) => state === 'done' && localDay(slot, zone) === home.today)
  return (
    <section id="today" class="card third">
      {today[0] ? (
        <Ran view={view} runs={today} newest={today[0]} coming={coming} />
      ) : (
        <Coming view={view} coming={coming} />
      )}
    </section>
  )
}

function Ran(props: {
  readonly view: View<HomeWord>
  readonly runs: readonly RunRow[]
  readonly newest: RunRow
  readonly coming: ComingPlan
}) {
  const { view, runs, newest, coming } = props
  const { say, format } = view
  const sum = (of: (summary: RunRow['summary']) => number) => runs.reduce((all, { summary }) => all + of(summary), 0)
  // Of several runs of a day the one that decided something is worth a look.
  const shown = runs.find(({ summary }) => summary.queued > 0) ?? newest
  return (
    <>
      <h2>{say('ran', { at: format.near(shown.slot) })}</h2>
      <dl class="stats">
        <Stat label={say('toSend')} value={format.number(sum(({ queued }) => queued))} />
        <Stat label={say('waiting')} value={format.number(newest.summary.waiting)} />
        <Stat label={say('skipped')} value={format.number(sum(({ skipped }) => skipped))} />
      </dl>
      <p class="actions">
        <a class="button main" href={runPath(shown.slot)}>
          {say('seeRun')}
        </a>
        <a href="/runs/next">{say('comingShort', { at: format.near(coming.at) })}</a>
      </p>
    </>
  )
}

function Coming({ view, coming }: Omit<TodayProps, 'home'>) {
  const { say, format } = view
  const { work } = coming
  return (
    <>
      <h2>{say('coming', { at: format.near(coming.at) })}</h2>
      {work.state === 'working' && (
        <Working view={view} id="today" again={say('again')}>
          {say('working')}
        </Working>
      )}
      {work.state === 'failed' && (
        <p>
          <Badge tone="bad" word={say('planFailed')} />
        </p>
      )}
      {work.state === 'done' && (
        <>
          <dl class="stats">
            <Stat label={say('toSend')} value={format.number(work.value.plan.totals.send)} />
            <Stat label={say('waiting')} value={format.number(work.value.plan.totals.wait)} />
            <Stat label={say('skipped')} value={format.number(work.value.plan.totals.skip)} />
          </dl>
          <p>
            <a class="button main" href="/runs/next">
              {say('seePlan')}
            </a>
          </p>
        </>
      )}
    </>
  )
}
