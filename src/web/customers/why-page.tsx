import type { Reason, WhyCampaign, WhyClause } from '../../plan/index.ts'
import { Badge, type Tone } from '../parts/badge.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { When } from '../parts/times.tsx'
import { LineInTheWay, Turns } from '../parts/why-texts.tsx'
import { foundText, missingLine } from '../view/found-text.ts'
import type { View } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import type { CustomersWord } from '../words/customers.ts'
import { reasonWords } from '../words/reasons.ts'
import { customerPath } from './customer-path.ts'

/** Why a customer gets or does not get a campaign, line by line; the page of a customer takes over the part `why`. */
export function WhyPage(props: { readonly view: View<CustomersWord>; readonly id: string; readonly why: WhyCampaign }) {
  const { view, id, why } = props
  return (
    <>
      <section class="card">
        <div id="why">
          <Answer view={view} why={why} />
        </div>
      </section>
      <p>
        <a href={customerPath(id)}>{view.say('back')}</a>
      </p>
    </>
  )
}

const TONES: Record<WhyCampaign['decision'], Tone> = { send: 'good', tell: 'good', wait: 'warn', skip: 'plain' }

function Answer({ view, why }: { readonly view: View<CustomersWord>; readonly why: WhyCampaign }) {
  const { say, language, format } = view
  const { campaign, decision, reason, step, sendAt, nextTrueOn, turns, clauses } = why
  const line = missingLine(why)
  const stays = decision === 'wait' || decision === 'skip'
  const text = decision === 'skip' && step !== null ? say('skipStep', { step }) : say(decision, { step: step ?? '' })
  return (
    <details class="why">
      <summary>
        <strong>{campaign}</strong> <Badge tone={TONES[decision]} word={text} />{' '}
        {sendAt !== null && <When view={view} at={Date.parse(sendAt)} as="near" />}
        {stays && <span class="under">{sayIn(reasonWords, language)(reason satisfies Reason)}</span>}
        {stays && nextTrueOn !== null && (
          <span class="under">
            {say('next', { day: format.day(nextTrueOn) })} · <Turns view={view} turns={turns} />
          </span>
        )}
      </summary>
      {line && (
        <p class="soft">
          <LineInTheWay view={view} line={line} />
        </p>
      )}
      <DataTable view={view} caption={campaign} captionIs="hidden" columns={columnsOf(view)} rows={clauses} />
    </details>
  )
}

function columnsOf(view: View<CustomersWord>) {
  const { say, frame } = view
  return [
    {
      title: say('holds'),
      cell: ({ holds }: WhyClause) => <Badge tone={holds ? 'good' : 'warn'} word={frame(holds ? 'yes' : 'no')} />,
    },
    {
      title: say('line'),
      heads: 'row' as const,
      cell: ({ text, within }: WhyClause) => (
        <code lang="en">{[...within.map((group) => group.text), text].join(' › ')}</code>
      ),
    },
    {
      title: say('value'),
      cell: (clause: WhyClause) => foundText(view, clause),
    },
    {
      title: say('at'),
      cell: ({ file, line }: WhyClause) =>
        file !== null && <span class="soft">{line === null ? file : `${file}:${line}`}</span>,
    },
  ]
}
