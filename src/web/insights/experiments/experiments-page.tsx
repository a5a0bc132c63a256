import type { Experiments, Unmeasured } from '../../../app/index.ts'
import type { Answer } from '../../background/answers.ts'
import { Polled, Working } from '../../background/working.tsx'
import { Empty } from '../../parts/empty.tsx'
import { sayIn } from '../../words/index.ts'
import { liftWords } from '../../words/lift.ts'
import { InsightTabs } from '../tabs.tsx'
import { DifferencesCards } from './differences-card.tsx'
import type { ExperimentView } from './experiment-view.ts'
import { HoldoutsCard } from './holdouts-card.tsx'
import { VariantsCard } from './variants-card.tsx'

/** Every email with versions and every holdout, counted beside the page. */
export function ExperimentsPage(props: { readonly view: ExperimentView; readonly answer: Answer<Experiments> }) {
  const { view, answer } = props
  const { say } = view
  return (
    <>
      <InsightTabs view={view} shown="experiments" />
      <Polled view={view} id="experiments" state={answer.state}>
        {answer.state === 'done' ? (
          <Cards view={view} found={answer.value} />
        ) : (
          <Working view={view} answer={answer} doing={say('counting')} failed={say('failed')} again={say('again')} />
        )}
      </Polled>
    </>
  )
}

const EXAMPLE = `goal: {bought: anything, within: 14 days}
holdout: 10 percent
steps:
  - send: NAME
    variants:
      A: {share: 50 percent}
      B: {share: 50 percent, subject: "…"}
    until: winner by conversions
    adopt: by hand`

function Cards({ view, found }: { readonly view: ExperimentView; readonly found: Experiments }) {
  const { say, format } = view
  const { variants, holdouts, unmeasured } = found
  if (variants.length + holdouts.length + unmeasured.length === 0) {
    return (
      <Empty title={say('empty')} example={EXAMPLE}>
        <p>{say('emptyText')}</p>
      </Empty>
    )
  }
  return (
    <>
      <p class="lead">{say('lead', { at: format.instant(found.asOf) })}</p>
      <div class="cards">
        <DifferencesCards view={view} found={found} />
        {variants.map((test) => (
          <VariantsCard view={view} test={test} />
        ))}
        {holdouts.length > 0 && <HoldoutsCard view={view} holdouts={holdouts} />}
      </div>
      {unmeasured.map((one) => (
        <p class="soft">{unmeasuredText(view, one)}</p>
      ))}
      {variants.length > 0 && (
        <p class="soft">
          {say('methodVariants')}{' '}
          <a href="/insights/experiments/variants.csv" download>
            CSV
          </a>
        </p>
      )}
    </>
  )
}

function unmeasuredText({ say, language }: ExperimentView, { campaign, step, why }: Unmeasured): string {
  const name = campaign ?? sayIn(liftWords, language)('programme')
  return say(why === 'no goal' ? 'noGoal' : 'nobodyYet', { what: step === null ? name : `${name}/${step}` })
}
