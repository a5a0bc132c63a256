import type { RunDecision, RunRow } from '../../insights/index.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { EmailLink } from '../parts/email-link.tsx'
import { ScreenLink } from '../parts/screen-link.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { When } from '../parts/times.tsx'
import type { Scene, View } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import { type ReasonWord, reasonWords } from '../words/reasons.ts'
import type { RunsWord } from '../words/runs.ts'

/** Decisions, each with what was decided, about whom, and why. */
export function DecisionTable(props: {
  readonly view: View<RunsWord>
  readonly run: RunRow
  readonly rows: readonly RunDecision[]
}) {
  const { view, run, rows } = props
  const { say, people } = view
  const columns: readonly Column<RunDecision>[] = [
    { title: say('decision'), cell: (row) => <StateBadge view={view} state={row.state} /> },
    {
      title: say('customer'),
      heads: 'row',
      cell: (row) => (
        <ScreenLink view={view} to={`/customers/${encodeURIComponent(row.id)}`}>
          {people.name(row)}
        </ScreenLink>
      ),
    },
    {
      title: say('email'),
      cell: (row) => (
        <>
          <EmailLink
            view={view}
            customer={row.id}
            name={`${row.campaign} / ${row.step}`}
            at={row.submitted_at ?? row.send_at ?? run.slot}
            version={row.variant}
          />
          {row.variant !== null && <span class="soft"> {say('variant', { name: row.variant })}</span>}
        </>
      ),
    },
    { title: say('reason'), cell: (row) => <Reason view={view} row={row} /> },
    {
      title: say('time'),
      cell: (row) => <Time view={view} row={row} />,
    },
  ]
  return <DataTable view={view} caption={say('decisions')} columns={columns} rows={rows} />
}

/** When it went or is to go, and under which id the mail service knows it. */
function Time({ view, row }: { readonly view: View<RunsWord>; readonly row: RunDecision }) {
  const at = row.submitted_at ?? row.send_at
  return (
    <>
      {at === null ? '–' : <When view={view} at={at} />}
      {row.provider_id !== null && (
        <span class="under said" title={view.say('providerId')}>
          {row.provider_id}
        </span>
      )}
    </>
  )
}

function Reason({ view, row }: { readonly view: Scene; readonly row: RunDecision }) {
  const known = row.reason in reasonWords.en
  return (
    <>
      {known ? sayIn(reasonWords, view.language)(row.reason as ReasonWord) : row.reason}
      {row.error !== null && <span class="soft"> {view.people.said(row.error)}</span>}
    </>
  )
}
