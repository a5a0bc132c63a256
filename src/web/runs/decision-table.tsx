import type { RunDecision } from '../../insights/index.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { ScreenLink } from '../parts/screen-link.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { When } from '../parts/times.tsx'
import type { Scene, View } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import { type ReasonWord, reasonWords } from '../words/reasons.ts'
import type { RunsWord } from '../words/runs.ts'

/** Decisions, each with what was decided, about whom, and why. */
export function DecisionTable({
  view,
  rows,
}: {
  readonly view: View<RunsWord>
  readonly rows: readonly RunDecision[]
}) {
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
          {row.campaign} / {row.step}
          {row.variant !== null && <span class="soft"> {say('variant', { name: row.variant })}</span>}
        </>
      ),
    },
    { title: say('reason'), cell: (row) => <Reason view={view} row={row} /> },
    {
      title: say('time'),
      cell: (row) => {
        const at = row.submitted_at ?? row.send_at
        return at === null ? '–' : <When view={view} at={at} />
      },
    },
  ]
  return <DataTable view={view} caption={say('decisions')} columns={columns} rows={rows} />
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
