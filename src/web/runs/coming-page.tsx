import type { GuardedPlan } from '../../app/index.ts'
import type { CampaignCounts } from '../../plan/index.ts'
import type { Answer } from '../background/answers.ts'
import { Polled, Working } from '../background/working.tsx'
import { Badge } from '../parts/badge.tsx'
import { campaignColumn } from '../parts/campaign-column.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Empty } from '../parts/empty.tsx'
import { Stat } from '../parts/stat.tsx'
import type { View } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import { homeWords } from '../words/home.ts'
import { type ReasonWord, reasonWords } from '../words/reasons.ts'
import type { RunsWord } from '../words/runs.ts'

interface ComingProps {
  readonly view: View<RunsWord>
  readonly answer: Answer<GuardedPlan>
}

/** What the next run would decide, by campaign, with the reasons of all that would not go out. */
export function ComingPage({ view, answer }: ComingProps) {
  return (
    <Polled view={view} id="coming" state={answer.state} kind="card">
      <Content view={view} answer={answer} />
    </Polled>
  )
}

function Content({ view, answer }: ComingProps) {
  const say = sayIn(homeWords, view.language)
  if (answer.state !== 'done') {
    const words = { doing: say('working'), failed: say('planFailed'), again: say('again') }
    return <Working view={view} answer={answer} {...words} />
  }
  const { plan, guards } = answer.value
  const { format } = view
  return (
    <>
      <dl class="stats">
        <Stat label={say('toSend')} value={format.number(plan.totals.send)} />
        <Stat label={say('waiting')} value={format.number(plan.totals.wait)} />
        <Stat label={say('skipped')} value={format.number(plan.totals.skip)} />
      </dl>
      {guards.map(({ problem }) => (
        <p>
          <Badge tone="bad" word={problem.message} />
        </p>
      ))}
      {plan.campaigns.length === 0 ? (
        <Empty title={view.say('nobody')}>
          <p>{view.say('nobodyText')}</p>
        </Empty>
      ) : (
        <DataTable view={view} caption={view.say('decisions')} columns={columnsOf(view)} rows={plan.campaigns} />
      )}
    </>
  )
}

function columnsOf(view: View<RunsWord>): readonly Column<CampaignCounts>[] {
  const { say, format } = view
  const sayReason = sayIn(reasonWords, view.language)
  const why = ({ reasons }: CampaignCounts) =>
    Object.entries(reasons).map(([reason, number]) => `${format.number(number)} ${sayReason(reason as ReasonWord)}`)
  return [
    campaignColumn(view, say('campaign')),
    { title: say('toSend'), kind: 'number', cell: ({ send }) => format.number(send) },
    { title: say('waiting'), kind: 'number', cell: ({ wait }) => format.number(wait) },
    { title: say('skipped'), kind: 'number', cell: ({ skip }) => format.number(skip) },
    { title: say('reasons'), cell: (counts) => why(counts).join('; ') || '–' },
  ]
}
