import type { MessageState } from '../../db/index.ts'
import { messagesOfRuns, type RunRow } from '../../insights/index.ts'
import { Count } from '../parts/count.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { When } from '../parts/times.tsx'
import type { Scene } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import { runsWords } from '../words/runs.ts'
import { runPath } from './slot-path.ts'

/** A run with what is not settled of it. */
export interface RunLine extends RunRow {
  readonly open: number
  readonly failed: number
  readonly uncertain: number
}

/** States of which a run has few: counting those that were sent would read all. */
const UNSETTLED = ['queued', 'claimed', 'failed', 'uncertain'] as const satisfies readonly MessageState[]

/** Adds to runs what is not settled of them. */
export async function runLines(view: Scene, runs: readonly RunRow[]): Promise<readonly RunLine[]> {
  const keys = runs.map(({ key }) => key)
  const counts = await messagesOfRuns(view.ctx, keys, UNSETTLED)
  return runs.map((run) => {
    const { queued = 0, claimed = 0, failed = 0, uncertain = 0 } = counts.get(run.key) ?? {}
    return { ...run, open: queued + claimed, failed, uncertain }
  })
}

/** Runs as a table. */
export function RunTable(props: {
  readonly view: Scene
  readonly runs: readonly RunLine[]
  readonly captionIs: 'shown' | 'hidden'
}) {
  const { view, runs, captionIs } = props
  const say = sayIn(runsWords, view.language)
  // Who sends by hand may have two runs in a minute.
  const times = runs.map(({ slot }) => view.format.instant(slot))
  const isAlone = ({ slot }: RunLine) => times.filter((time) => time === view.format.instant(slot)).length === 1
  const number = (title: string, of: (run: RunLine) => number, should?: 'be none'): Column<RunLine> => ({
    title,
    kind: 'number',
    cell: (run) => <Count view={view} value={of(run)} {...(should ? { should } : {})} />,
  })
  const columns: readonly Column<RunLine>[] = [
    {
      title: say('run'),
      heads: 'row',
      cell: (run) => (
        <a href={runPath(run.slot)}>
          <When view={view} at={run.slot} as={isAlone(run) ? 'instant' : 'exact'} />
        </a>
      ),
    },
    { title: say('state'), cell: (run) => <StateBadge view={view} state={run.state} /> },
    number(say('customers'), ({ summary }) => summary.customers),
    number(say('toSend'), ({ summary }) => summary.queued),
    number(say('waiting'), ({ summary }) => summary.waiting),
    number(say('skipped'), ({ summary }) => summary.skipped),
    number(say('open'), ({ open }) => open),
    number(say('failed'), ({ failed }) => failed, 'be none'),
    number(say('uncertain'), ({ uncertain }) => uncertain, 'be none'),
  ]
  return <DataTable view={view} caption={say('caption')} captionIs={captionIs} columns={columns} rows={runs} />
}
