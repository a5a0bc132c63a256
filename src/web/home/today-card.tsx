import { nextRun } from '../../app/index.ts'
import { localDay } from '../../calendar/index.ts'
import type { RunRow } from '../../insights/index.ts'
import { Polled, Working } from '../background/working.tsx'
import { Stat } from '../parts/stat.tsx'
import type { ComingPlan } from '../runs/coming-plan.ts'
import { runPath } from '../runs/slot-path.ts'
import type { Scene, View } from '../view/view.ts'
import type { HomeWord } from '../words/home.ts'
import type { Home } from './read-home.ts'

/** The runs of today that were done, newest first. */
export function runsOfToday({ app }: Scene, { runs, today }: Home): readonly RunRow[] {
  return runs.filter(({ slot, state }) => state === 'done' && localDay(slot, app.shop.timeZone) === today)
}

/** Today in counts, as its runs decided. */
export function RanToday({ view, runs }: { readonly view: View<HomeWord>; readonly runs: readonly RunRow[] }) {
  const [newest] = runs
  if (!newest) return null
  return (
    <section class="card third">
      <Ran view={view} runs={runs} newest={newest} />
    </section>
  )
}

/** What the coming run would do, where today had none. */
export function ComingToday({ view, coming }: { readonly view: View<HomeWord>; readonly coming: ComingPlan }) {
  return (
    <Polled view={view} id="today" state={coming.answer.state} kind="card third">
      <Coming view={view} coming={coming} />
    </Polled>
  )
}

function Ran(props: { readonly view: View<HomeWord>; readonly runs: readonly RunRow[]; readonly newest: RunRow }) {
  const { view, runs, newest } = props
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
        <a href="/runs/next">{say('comingShort', { at: format.near(nextRun(view.app, view.ctx.now)) })}</a>
      </p>
    </>
  )
}

function Coming({ view, coming }: { readonly view: View<HomeWord>; readonly coming: ComingPlan }) {
  const { say, format } = view
  const { answer, at } = coming
  const words = { doing: say('working'), failed: say('planFailed'), again: say('again') }
  return (
    <>
      <h2>{say('coming', { at: format.near(at) })}</h2>
      {answer.state !== 'done' ? (
        <Working view={view} answer={answer} {...words} />
      ) : (
        <>
          <dl class="stats">
            <Stat label={say('toSend')} value={format.number(answer.value.plan.totals.send)} />
            <Stat label={say('waiting')} value={format.number(answer.value.plan.totals.wait)} />
            <Stat label={say('skipped')} value={format.number(answer.value.plan.totals.skip)} />
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
