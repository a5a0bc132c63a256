import type { MessageState } from '../../db/index.ts'
import { reasons } from '../../plan/index.ts'
import { decisionsOfRun, messageStates, messagesOfRuns, type RunRow } from '../../insights/index.ts'
import { Empty } from '../parts/empty.tsx'
import { FilterForm, resultsId } from '../parts/filter-form.tsx'
import { Pager } from '../parts/pager.tsx'
import { Stat } from '../parts/stat.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { withParams } from '../view/links.ts'
import type { Scene, View } from '../view/view.ts'
import { adoptionWords } from '../words/adoptions.ts'
import { sayIn } from '../words/index.ts'
import { reasonWords } from '../words/reasons.ts'
import type { RunsWord } from '../words/runs.ts'
import { stateWords } from '../words/states.ts'
import { type AskedDecisions, MOST_MEANT, positionText } from './decision-filter.ts'
import { DecisionTable } from './decision-table.tsx'

const PAGE = 50

/** A run: its counts, and every decision with its reason. */
export async function RunPage(view: View<RunsWord>, run: RunRow, asked: AskedDecisions): Promise<Response> {
  const { say, format } = view
  const counts = (await messagesOfRuns(view.ctx, [run.key], messageStates)).get(run.key) ?? {}
  const { rows, next } = await decisionsOfRun(view.ctx, run.key, asked.filter, { after: asked.after, limit: PAGE })
  const body = (
    <>
      <Counts view={view} run={run} counts={counts} />
      <Filter view={view} campaigns={campaignsOf(view)} />
      <section id={resultsId} class="card">
        <Found view={view} run={run} asked={asked} rows={rows} />
        {asked.more === 'more' && <p class="soft">{view.frame('firstMeant', { n: MOST_MEANT })}</p>}
        {rows.length < PAGE && next !== undefined && <p class="soft">{say('lookedFar')}</p>}
        <Pager view={view} next={next && positionText(next)} />
      </section>
    </>
  )
  const actions = (
    <>
      <a class="button" href={withParams(view.url, { as: 'csv', after: undefined })} download>
        CSV
      </a>
      <a class="button" href={withParams(view.url, { as: 'json', after: undefined })} download>
        JSON
      </a>
    </>
  )
  return view.page({ title: say('runOf', { at: format.instant(run.slot) }), actions, body })
}

/** How many of each, how many wait for a later day, and how long it took. */
function Counts(props: {
  readonly view: View<RunsWord>
  readonly run: RunRow
  readonly counts: Readonly<Partial<Record<MessageState, number>>>
}) {
  const { view, run, counts } = props
  const { say, format } = view
  const took = (run.finishedAt ?? run.startedAt) - run.startedAt
  const notYet = run.summary.waiting - (counts.waiting ?? 0)
  return (
    <>
      <dl class="stats" id="counts">
        {messageStates.map((state) => (
          <CountOf view={view} state={state} number={counts[state] ?? 0} />
        ))}
      </dl>
      <p class="soft">
        {say('lookedAt', { n: run.summary.customers })}.{' '}
        {notYet > 0 && (
          <>
            {say('notYet', { n: notYet })} <a href="/runs/next?reason=not_yet#decisions">{say('notYetWho')}</a>{' '}
          </>
        )}
        {say('moved')} {took > 0 && say('took', { time: format.span(took) })}
      </p>
      <Adopted view={view} run={run} />
    </>
  )
}

function Found(props: {
  readonly view: View<RunsWord>
  readonly run: RunRow
  readonly asked: AskedDecisions
  readonly rows: Parameters<typeof DecisionTable>[0]['rows']
}) {
  const { view, run, asked, rows } = props
  if (rows.length > 0) return <DecisionTable view={view} run={run} rows={rows} />
  return (
    <Empty title={view.say('noDecisions')}>
      <p>
        {asked.stranger === undefined ? view.say('noDecisionsText') : view.say('noCustomer', { who: asked.stranger })}
      </p>
    </Empty>
  )
}

function Filter({ view, campaigns }: { readonly view: View<RunsWord>; readonly campaigns: readonly string[] }) {
  const { say, language } = view
  const sayState = sayIn(stateWords, language)
  const sayReason = sayIn(reasonWords, language)
  return (
    <FilterForm
      view={view}
      also="#counts"
      fields={[
        { name: 'campaign', label: say('campaign'), options: campaigns.map((name) => ({ value: name, label: name })) },
        {
          name: 'decision',
          label: say('decision'),
          options: messageStates.map((state) => ({ value: state, label: sayState(state) })),
        },
        {
          name: 'reason',
          label: say('reason'),
          // What waits for its day is derived anew each day and stands in no run.
          options: reasons
            .filter((reason) => reason !== 'not_yet')
            .map((reason) => ({ value: reason, label: sayReason(reason) })),
        },
        { name: 'customer', label: say('findCustomer') },
      ]}
    />
  )
}

function CountOf(props: { readonly view: View<RunsWord>; readonly state: MessageState; readonly number: number }) {
  const { view, state, number } = props
  if (number === 0) return null
  const these = withParams(view.url, { decision: state, after: undefined })
  const value = <a href={these}>{view.format.number(number)}</a>
  return <Stat label={<StateBadge view={view} state={state} />} value={value} />
}

/** Versions of emails that the run adopted. */
function Adopted({ view, run }: { readonly view: View<RunsWord>; readonly run: RunRow }) {
  return (
    <>
      {run.summary.adopted.map((one) => (
        <p>
          {sayIn(adoptionWords, view.language)('adoptedInRun', one)}{' '}
          <a href="/insights/experiments">{view.frame('numbers')}</a>
        </p>
      ))}
    </>
  )
}

/** Those of the files, and the one that the address names though its file is gone. */
function campaignsOf(view: Scene): readonly string[] {
  const named = view.url.searchParams.get('campaign')
  const names = view.app.campaigns.map(({ name }) => name)
  return named === null || named === '' || names.includes(named) ? names : [...names, named]
}
