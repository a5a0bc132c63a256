import type { OutboxRow, OutboxState, Standstill } from '../../deliver/index.ts'
import { outboxStates } from '../../deliver/index.ts'
import type { CampaignPause } from '../../track/index.ts'
import { Switch } from '../parts/switch.tsx'
import { Empty } from '../parts/empty.tsx'
import { FilterForm, resultsId } from '../parts/filter-form.tsx'
import { Pager } from '../parts/pager.tsx'
import type { View } from '../view/view.ts'
import type { OutboxWord } from '../words/outbox.ts'
import { OutboxTable } from './outbox-table.tsx'

interface PageProps {
  readonly view: View<OutboxWord>
  readonly state: OutboxState
  readonly counts: Readonly<Record<OutboxState, number>>
  readonly most: number
  readonly rows: readonly OutboxRow[]
  readonly next: string | undefined
  /** What was typed where nobody was found. */
  readonly unknown: string | undefined
  /** How many customers of a name are looked at, where more are called so. */
  readonly meant: number | undefined
  readonly halts: readonly Standstill[]
  readonly paused: readonly CampaignPause[]
}

/** One state of the outbox with its emails, and what may be done with them. */
export function OutboxPage(props: PageProps) {
  const { view, state, rows, next, meant } = props
  const { say } = view
  const campaigns = view.app.campaigns.map(({ name }) => ({ value: name, label: name }))
  return (
    <>
      <Hindrances {...props} />
      <States {...props} />
      <FilterForm
        view={view}
        kept={['state']}
        also="#tabs"
        fields={[
          { name: 'campaign', label: say('campaign'), options: campaigns },
          { name: 'who', label: say('find') },
        ]}
      />
      <section class="card" id={resultsId}>
        <p class="soft">{say(`${state}Lead`)}</p>
        {rows.length === 0 ? <Nothing {...props} /> : <OutboxTable view={view} state={state} rows={rows} />}
        {meant !== undefined && <p class="soft">{view.frame('firstMeant', { n: meant })}</p>}
        <Pager view={view} next={next} />
      </section>
    </>
  )
}

/** What keeps emails back, whoever decides what. */
function Hindrances({ view, halts, paused }: PageProps) {
  return (
    <>
      {halts.map(({ reason }) => (
        <p class="hindrance">
          <strong class="bad">✕ {view.say('halted', { reason })}</strong>
        </p>
      ))}
      {paused.map(({ campaign }) => (
        <p class="hindrance">
          <a href={`/campaigns/${encodeURIComponent(campaign)}`}>! {view.say('paused', { campaign })}</a>
        </p>
      ))}
    </>
  )
}

function States({ view, state, counts, most }: PageProps) {
  const { say, format } = view
  const paramOf = (one: PageProps['state']) => (one === 'queued' ? undefined : one)
  const shown = (count: number) => (count > most ? `${format.number(most)}+` : format.number(count))
  return (
    <Switch
      view={view}
      id="tabs"
      label={say('states')}
      name="state"
      chosen={paramOf(state)}
      without={['after']}
      choices={outboxStates.map((one) => ({ value: paramOf(one), label: say(one), count: shown(counts[one]) }))}
    />
  )
}

const NONE = { queued: 'noneQueued', uncertain: 'noneUncertain', failed: 'noneFailed' } as const

function Nothing({ view, state, unknown }: PageProps) {
  const { say, url } = view
  if (unknown !== undefined) return <Empty title={say('noCustomer', { who: view.people.hidden(unknown) })} />
  const filtered = ['campaign', 'who', 'after'].some((name) => url.searchParams.get(name))
  if (filtered) return <Empty title={say('noneFits')} />
  return (
    <Empty title={say(NONE[state])}>
      <p>{say(`${NONE[state]}Text`)}</p>
    </Empty>
  )
}
