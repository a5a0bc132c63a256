import type { Answers } from '../background/answers.ts'
import { Polled } from '../background/working.tsx'
import { AllWidths, widths } from '../parts/all-widths.tsx'
import { ChartFrame } from '../parts/chart-frame.tsx'
import { Switch } from '../parts/switch.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { withParams } from '../view/links.ts'
import type { View } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import { insightPageWords } from '../words/insights.ts'
import type { SegmentsWord } from '../words/segments.ts'
import { Computing } from './computing.tsx'
import { historyWanted, type SizeHistory, sizeHistory, type SizeOn } from './history.ts'
import { SizeChart } from './size-chart.tsx'

type SegmentsView = View<SegmentsWord>

/** The size of a segment on past days, as the runs counted it or worked out from the orders. */
export async function HistoryCard(props: {
  readonly view: SegmentsView
  readonly answers: Answers
  readonly name: string
}) {
  const { view, answers, name } = props
  const { say, app, ctx, url } = view
  const history = await sizeHistory(app, ctx, answers, name, historyWanted(url))
  return (
    <Polled view={view} id="history" state={history.answer.state} kind="two-thirds filled">
      <Choices view={view} by={history.by} />
      {history.answer.state === 'done' ? (
        <>
          <Chart view={view} name={name} sizes={history.answer.value} by={history.by} />
          {history.by === 'orders' && <Recount view={view} name={name} />}
        </>
      ) : (
        <section class="card">
          <h2>{say('sizeOverTime')}</h2>
          <Computing view={view} answer={history.answer} doing="workingSizes" />
        </section>
      )}
    </Polled>
  )
}

function Choices({ view, by }: { readonly view: SegmentsView; readonly by: SizeHistory['by'] }) {
  const { say, url, format } = view
  const { days } = historyWanted(url)
  return (
    <div class="choices">
      <div class="look">
        {say('range')}
        <Switch
          view={view}
          label={say('range')}
          name="days"
          chosen={String(days)}
          part="history"
          choices={([30, 90, 365, 'all'] as const).map((one) => ({
            value: String(one),
            label: one === 'all' ? say('rangeAll') : format.number(one),
          }))}
        />
      </div>
      <Switch
        view={view}
        label={say('sizeOverTime')}
        name="by"
        chosen={by}
        part="history"
        choices={[
          { value: 'runs', label: say('countRuns') },
          { value: 'orders', label: say('countOrders') },
        ]}
      />
    </div>
  )
}

/** What was worked out is kept: nobody tells of an old order that was changed. */
function Recount({ view, name }: { readonly view: SegmentsView; readonly name: string }) {
  const say = sayIn(insightPageWords, view.language)
  return (
    <form method="post" action={`/segments/${name}/recount`}>
      <button type="submit">{say('recount')}</button> <small>{say('recountWhy')}</small>
    </form>
  )
}

function Chart(props: {
  readonly view: SegmentsView
  readonly name: string
  readonly sizes: readonly SizeOn[]
  readonly by: SizeHistory['by']
}) {
  const { view, name, sizes, by } = props
  const { say, format } = view
  const title = say('sizeOverTime')
  const finding = findingOf(view, name, sizes)
  const picture = (width: number) => (
    <SizeChart view={view} sizes={sizes} title={title} finding={finding} width={width} />
  )
  return (
    <ChartFrame
      view={view}
      title={title}
      finding={`${finding} ${say(by === 'runs' ? 'byRuns' : 'byOrders')}`.trim()}
      picture={
        <AllWidths broad={picture(widths.twoThirds)} middle={picture(widths.half)} narrow={picture(widths.phone)} />
      }
      csv={`/segments/${name}/sizes.csv${view.url.search}`}
      table={
        <DataTable
          view={view}
          caption={title}
          captionIs="hidden"
          rows={[...sizes].reverse()}
          columns={[
            {
              title: say('day'),
              heads: 'row',
              cell: ({ day }) => <a href={withParams(view.url, { on: day, after: undefined })}>{format.day(day)}</a>,
            },
            {
              title: say('customers'),
              kind: 'number',
              cell: ({ size }) => (size === undefined ? say('notCounted') : format.number(size)),
            },
          ]}
        />
      }
    />
  )
}

function findingOf({ say, format }: SegmentsView, name: string, sizes: readonly SizeOn[]): string {
  const known = sizes.flatMap(({ day, size }) => (size === undefined ? [] : [{ day, size }]))
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return ''
  const word = last.size > first.size ? 'grew' : last.size < first.size ? 'shrank' : 'stayed'
  const [from, to] = [format.number(first.size), format.number(last.size)]
  return say(word, { name, from, to, first: format.day(first.day), last: format.day(last.day) })
}
