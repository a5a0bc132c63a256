import { isoInstant } from '../../clock.ts'
import { Empty } from '../parts/empty.tsx'
import { Pager } from '../parts/pager.tsx'
import type { View } from '../view/view.ts'
import type { RunsWord } from '../words/runs.ts'
import { type RunLine, RunTable } from './run-table.tsx'

/** All runs, newest first. */
export function RunsPage(props: {
  readonly view: View<RunsWord>
  readonly runs: readonly RunLine[]
  readonly more: 'more' | 'all'
}) {
  const { view, runs, more } = props
  const last = runs.at(-1)
  if (!last) {
    return (
      <Empty title={view.say('none')} example="perennial send">
        <p>{view.say('noneText')}</p>
      </Empty>
    )
  }
  return (
    <section class="card">
      <RunTable view={view} runs={runs} captionIs="hidden" />
      <Pager view={view} next={more === 'more' ? isoInstant(last.slot) : undefined} />
    </section>
  )
}
