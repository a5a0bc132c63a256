import type { GuardedPlan } from '../../app/index.ts'
import type { CampaignCounts, Plan, Reason } from '../../plan/index.ts'
import type { Answer } from '../background/answers.ts'
import { Polled, Working } from '../background/working.tsx'
import { Badge } from '../parts/badge.tsx'
import { campaignColumn } from '../parts/campaign-column.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Empty } from '../parts/empty.tsx'
import { Stat } from '../parts/stat.tsx'
import { withParams } from '../view/links.ts'
import type { View } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import { homeWords } from '../words/home.ts'
import { reasonCountWords } from '../words/reason-counts.ts'
import type { RunsWord } from '../words/runs.ts'
import { ComingDecisions } from './coming-decisions.tsx'

interface ComingProps {
  readonly view: View<RunsWord>
  readonly answer: Answer<GuardedPlan>
}

/** What the next run would decide, by campaign, with the reasons of all that would not go out, and about whom. */
export function ComingPage({ view, answer }: ComingProps) {
  return (
    <Polled view={view} id="coming" state={answer.state} kind="stacked">
      <Content view={view} answer={answer} />
    </Polled>
  )
}

function Content({ view, answer }: ComingProps) {
  const say = sayIn(homeWords, view.language)
  if (answer.state !== 'done') {
    const words = { doing: say('working'), failed: say('planFailed'), again: say('again') }
    return (
      <section class="card">
        <Working view={view} answer={answer} {...words} />
      </section>
    )
  }
  const { plan } = answer.value
  return (
    <>
      <section class="card">
        <Totals view={view} guarded={answer.value} />
        {plan.campaigns.length === 0 ? (
          <Empty title={view.say('nobody')}>
            <p>{view.say('nobodyText')}</p>
          </Empty>
        ) : (
          <DataTable
            view={view}
            caption={view.say('byCampaign')}
            columns={columnsOf(view, plan)}
            rows={plan.campaigns}
          />
        )}
      </section>
      {plan.campaigns.length > 0 && <ComingDecisions view={view} plan={plan} />}
    </>
  )
}

function Totals({ view, guarded }: { readonly view: View<RunsWord>; readonly guarded: GuardedPlan }) {
  const say = sayIn(homeWords, view.language)
  const { plan, guards } = guarded
  const { format } = view
  return (
    <>
      <dl class="stats">
        <Stat label={say('toSend')} value={format.number(plan.totals.send)} />
        {plan.totals.tell !== undefined && <Stat label={view.say('toTell')} value={format.number(plan.totals.tell)} />}
        <Stat label={say('waiting')} value={format.number(plan.totals.wait)} />
        <Stat label={say('skipped')} value={format.number(plan.totals.skip)} />
      </dl>
      {guards.map(({ problem }) => (
        <p lang="en">
          <Badge tone="bad" word={problem.message} />
        </p>
      ))}
    </>
  )
}

function columnsOf(view: View<RunsWord>, { totals }: Plan): readonly Column<CampaignCounts>[] {
  const { say, format } = view
  const tell: Column<CampaignCounts> = {
    title: say('toTell'),
    kind: 'number',
    cell: (counts) => format.number(counts.tell ?? 0),
  }
  return [
    campaignColumn(view, say('campaign')),
    { title: say('toSend'), kind: 'number', cell: ({ send }) => format.number(send) },
    ...(totals.tell === undefined ? [] : [tell]),
    { title: say('waiting'), kind: 'number', cell: ({ wait }) => format.number(wait) },
    { title: say('skipped'), kind: 'number', cell: ({ skip }) => format.number(skip) },
    { title: say('reasons'), cell: (counts) => <Reasons view={view} counts={counts} /> },
  ]
}

/** Each reason leads to those whom it concerns, the most frequent first. */
function Reasons({ view, counts }: { readonly view: View<RunsWord>; readonly counts: CampaignCounts }) {
  const say = sayIn(reasonCountWords, view.language)
  const { campaign, reasons } = counts
  const often = Object.entries(reasons).sort(([, a], [, b]) => b - a)
  if (often.length === 0) return <>–</>
  return (
    <ul class="chips">
      {often.map(([reason, n]) => (
        <li>
          <a
            href={`${withParams(view.url, { campaign, reason, decision: undefined, customer: undefined, after: undefined })}#decisions`}
          >
            {say(reason as Reason, { n })}
          </a>
        </li>
      ))}
    </ul>
  )
}
