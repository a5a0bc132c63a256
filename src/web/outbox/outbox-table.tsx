import type { OutboxRow, OutboxState } from '../../deliver/index.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { When } from '../parts/times.tsx'
import type { View } from '../view/view.ts'
import type { OutboxWord } from '../words/outbox.ts'
import type { OutboxDecision } from './decide.ts'

interface TableProps {
  readonly view: View<OutboxWord>
  readonly state: OutboxState
  readonly rows: readonly OutboxRow[]
}

/** Emails to choose from, and the buttons for those that were chosen. */
export function OutboxTable({ view, state, rows }: TableProps) {
  return (
    <form method="post" action={`/outbox/decide${view.url.search}`} data-choice>
      <DataTable
        view={view}
        caption={view.say(state)}
        captionIs="hidden"
        columns={columnsOf(view, state)}
        rows={rows}
      />
      <Decisions view={view} state={state} />
    </form>
  )
}

function columnsOf(view: View<OutboxWord>, state: OutboxState): readonly Column<OutboxRow>[] {
  const { say, people } = view
  const email = ({ campaign, step }: OutboxRow) => `${campaign} / ${step}`
  const who = ({ customer }: OutboxRow) => people.name(customer)
  return [
    {
      title: say('choose'),
      cell: (row) => (
        <input
          type="checkbox"
          name="key"
          value={row.key}
          aria-label={say('chooseOne', { email: email(row), who: who(row) })}
        />
      ),
    },
    {
      title: say('customer'),
      heads: 'row',
      cell: (row) => <a href={`/customers/${encodeURIComponent(row.customer.id)}`}>{who(row)}</a>,
    },
    {
      title: say('email'),
      cell: (row) => <a href={`/campaigns/${encodeURIComponent(row.campaign)}`}>{email(row)}</a>,
    },
    state === 'uncertain'
      ? {
          title: say('since'),
          cell: (row) => row.firstAttemptAt !== null && <When view={view} at={row.firstAttemptAt} />,
        }
      : { title: say('due'), cell: (row) => row.sendAt !== null && <When view={view} at={row.sendAt} as="near" /> },
    ...(state === 'queued'
      ? []
      : [
          {
            title: say('why'),
            cell: (row: OutboxRow) => <span class="said">{row.error && people.said(row.error)}</span>,
          } as const,
        ]),
    { title: say('attempts'), kind: 'number' as const, cell: (row) => view.format.number(row.attempts) },
  ]
}

function Decisions({ view, state }: Omit<TableProps, 'rows'>) {
  const { say } = view
  const button = (decision: OutboxDecision, word: OutboxWord, style?: string) => (
    <button type="submit" name="decision" value={decision} class={style}>
      {say(word)}
    </button>
  )
  return (
    <div class="decisions">
      <label class="choose-all" hidden>
        <input type="checkbox" data-all /> {say('chooseAll')}
      </label>
      <span class="soft">{say('chosen')}</span>
      {state === 'queued' && button('cancel', 'cancel', 'danger')}
      {state === 'failed' && button('retry', 'retry')}
      {state === 'uncertain' && (
        <>
          {button('sent', 'sent')}
          {button('not sent', 'notSent')}
          {button('again', 'again', 'danger')}
          <span class="soft">{say('againHint')}</span>
          {button('search', 'search', 'quiet')}
        </>
      )}
    </div>
  )
}
