import type { Answers } from '../background/answers.ts'
import { Polled, Working } from '../background/working.tsx'
import { Empty } from '../parts/empty.tsx'
import type { View } from '../view/view.ts'
import type { SimulateWord } from '../words/simulate.ts'
import { Outcome } from './outcome.tsx'
import { taskOf, type Wanted, wantedIn } from './wanted.ts'

type SimulateView = View<SimulateWord>

/** The form, and what it asked for as soon as it is there. */
export async function simulatePage(view: SimulateView, answers: Answers): Promise<Response> {
  const { say, url, ctx, app } = view
  const wanted = wantedIn(url, ctx.now, app.shop.timeZone)
  const body = (
    <>
      <Form view={view} wanted={wanted} />
      <Result view={view} wanted={wanted} answers={answers} />
    </>
  )
  return view.page({ title: say('title'), lead: say('lead'), body })
}

function Form({ view, wanted }: { readonly view: SimulateView; readonly wanted: Wanted }) {
  const { say } = view
  const { from, to, orders, seed } = wanted
  return (
    <form class="filter" method="get" action="/simulate">
      <div class="field">
        <label for="from">{say('from')}</label>
        <input id="from" type="date" name="from" value={from} required />
      </div>
      <div class="field">
        <label for="to">{say('to')}</label>
        <input id="to" type="date" name="to" value={to} required />
      </div>
      <div class="field">
        <label for="orders">{say('orders')}</label>
        <select id="orders" name="orders">
          <option value="replay-last-year" selected={orders === 'replay-last-year'}>
            {say('replay')}
          </option>
          <option value="none" selected={orders === 'none'}>
            {say('none')}
          </option>
        </select>
      </div>
      <div class="field">
        <label for="seed">{say('seed')}</label>
        <input
          id="seed"
          type="number"
          name="seed"
          min="0"
          max="999999999"
          value={seed}
          class="short"
          aria-describedby="seed-note"
        />
      </div>
      <button type="submit" class="main">
        {say('run')}
      </button>
      <p class="soft filter-note" id="seed-note">
        {say('seedNote')}
      </p>
    </form>
  )
}

async function Result(props: { readonly view: SimulateView; readonly wanted: Wanted; readonly answers: Answers }) {
  const { view, wanted, answers } = props
  const { say } = view
  if (wanted.is === 'wrong') return <p class="bad">✕ {say('wrongDays', { from: wanted.from, to: wanted.to })}</p>
  if (wanted.is === 'nothing') {
    return (
      <Empty title={say('startTitle')}>
        <p>{say('startText')}</p>
      </Empty>
    )
  }
  const answer = await answers.ask(taskOf(wanted), { seat: 'simulate' })
  return (
    <Polled view={view} id="simulated" state={answer.state}>
      {answer.state === 'done' ? (
        <Outcome view={view} days={answer.value} />
      ) : (
        <Working view={view} answer={answer} doing={say('working')} failed={say('failed')} again={say('again')} />
      )}
    </Polled>
  )
}
