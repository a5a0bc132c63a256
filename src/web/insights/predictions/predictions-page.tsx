import type { Predictions } from '../../../app/index.ts'
import { LEAST } from '../../../models/index.ts'
import type { Answer } from '../../background/answers.ts'
import { Polled, Working } from '../../background/working.tsx'
import { signed } from '../../parts/lift-text.tsx'
import { Stat } from '../../parts/stat.tsx'
import { InsightTabs } from '../tabs.tsx'
import { CalibrationCard } from './calibration-card.tsx'
import type { PredictionsProps, PredictionsView } from './predictions-view.ts'

/** What customers will probably do, how good that would have been, and by which model. */
export function PredictionsPage(props: { readonly view: PredictionsView; readonly answer: Answer<Predictions> }) {
  const { view, answer } = props
  const { say } = view
  return (
    <>
      <InsightTabs view={view} shown="predictions" />
      <Polled view={view} id="predictions" state={answer.state}>
        {answer.state === 'done' ? (
          <Found view={view} found={answer.value} />
        ) : (
          <Working view={view} answer={answer} doing={say('counting')} failed={say('failed')} again={say('again')} />
        )}
      </Polled>
    </>
  )
}

function Found({ view, found }: PredictionsProps) {
  const { say, format } = view
  return (
    <>
      <p class="lead">{say('lead', { day: format.day(found.asOf), n: found.customers })}</p>
      {found.orders.outcome === 'converged' && found.whole ? (
        <div class="cards">
          <Ahead view={view} found={found} />
          <CalibrationCard view={view} found={found} />
          <Model view={view} found={found} />
        </div>
      ) : (
        <NoModel view={view} found={found} />
      )}
    </>
  )
}

function Ahead({ view, found: { whole } }: PredictionsProps) {
  const { say, format } = view
  if (!whole) return <></>
  const { alive, expectedOrders, value } = whole
  const numbers = [
    { name: say('alive'), value: format.number(Math.round(alive), 0), what: say('aliveIs') },
    { name: say('orders'), value: format.number(Math.round(expectedOrders), 0), what: say('ordersIs') },
    { name: say('worth'), value: value === undefined ? '–' : format.money(Math.round(value)), what: say('worthIs') },
  ]
  return (
    <section class="card wide-card">
      <h2>{say('ahead')}</h2>
      <dl class="stats">
        {numbers.map((one) => (
          <Stat label={one.name} value={one.value} />
        ))}
      </dl>
      {numbers.map(({ name, what }) => (
        <p class="soft">
          <strong>{name}</strong>: {what}
        </p>
      ))}
    </section>
  )
}

function Model({ view, found: { orders } }: PredictionsProps) {
  const { say, format } = view
  if (orders.outcome !== 'converged') return <></>
  const parameters = Object.entries(orders.parameters).map(([name, value]) => `${name} ${format.number(value, 4)}`)
  const likelihood = signed(format.number(Math.abs(orders.logLikelihood), 1), orders.logLikelihood)
  return (
    <section class="card wide-card">
      <h2>{say('model')}</h2>
      <p>{say('modelIs', { parameters: parameters.join('; '), likelihood, n: orders.customers })}</p>
    </section>
  )
}

function NoModel({ view: { say }, found: { orders } }: PredictionsProps) {
  return (
    <section class="card">
      <h2>{say('few')}</h2>
      <p>{orders.outcome === 'too few' ? say('fewText', LEAST) : say('unfit')}</p>
    </section>
  )
}
