import { addDays, type Day, localDay, startOfDay } from '../../calendar/index.ts'
import { type CountedRun, countedRuns, testExamples } from '../../segments/index.ts'
import { Polled } from '../background/working.tsx'
import type { Answer, Answers } from '../background/answers.ts'
import { Badge } from '../parts/badge.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Empty } from '../parts/empty.tsx'
import { Sparkline } from '../parts/sparkline.tsx'
import type { View } from '../view/view.ts'
import type { SegmentsWord } from '../words/segments.ts'
import { Computing } from './computing.tsx'
import { type SegmentSource, segmentSources, usersIn } from './segment-source.ts'
import { Users } from './users.tsx'
import { type PastMonth, pastMonth } from './past-month.ts'
import { lastWeek, youngSince } from './week.ts'

type SegmentsView = View<SegmentsWord>

/** All segments with their sizes: those that the last run counted, or worked out where no run has. */
export async function listPage(view: SegmentsView, answers: Answers): Promise<Response> {
  const { app, ctx, say, format } = view
  const zone = app.shop.timeZone
  const runs = await countedRuns(ctx, startOfDay(addDays(localDay(ctx.now, zone), -30), zone))
  const last = runs.at(-1)
  const answer: Answer<ReadonlyMap<string, number>> = last
    ? { state: 'done', value: last.sizes, asOf: last.slot }
    : await sizesNow(view, answers)
  const lead = last ? say('listLead', { at: format.instant(last.slot) }) : say('listLeadNow')
  const sources = segmentSources(app)
  const names = sources.map(({ name }) => name)
  // Where no run has counted, nobody waits for a past on the way to the present.
  const month = last ? await pastMonth(view, answers, names) : undefined
  const rows = sources.map((one) => rowOf(view, one, { runs, answer, month }))
  const body = (
    <Polled
      view={view}
      id="sizes"
      state={answer.state === 'done' ? (month?.answer.state ?? 'done') : answer.state}
      kind="card"
    >
      {answer.state !== 'done' && <Computing view={view} answer={answer} doing="workingFindings" />}
      {month && month.answer.state !== 'done' && <Computing view={view} answer={month.answer} doing="workingSizes" />}
      <DataTable
        view={view}
        caption={say('segments')}
        captionIs="hidden"
        columns={columnsOf(view, youngSince(runs, ctx.now, zone))}
        rows={rows}
      />
    </Polled>
  )
  return view.page({ title: say('segments'), lead, body: rows.length === 0 ? <NoSegment view={view} /> : body })
}

async function sizesNow({ ctx }: SegmentsView, answers: Answers): Promise<Answer<ReadonlyMap<string, number>>> {
  // The same hour asks the same question again.
  const at = Math.floor(ctx.now / 3_600_000) * 3_600_000
  return answers.ask({ kind: 'sizes', at })
}

interface Row extends SegmentSource {
  readonly size: number | undefined
  readonly ofAll: number | undefined
  readonly sizes: readonly (number | undefined)[]
  readonly week: { readonly entered: number; readonly left: number } | undefined
}

interface Counted {
  readonly runs: readonly CountedRun[]
  readonly answer: Answer<ReadonlyMap<string, number>>
  readonly month: PastMonth | undefined
}

function rowOf(view: SegmentsView, one: SegmentSource, { runs, answer, month }: Counted): Row {
  const { ctx, app } = view
  const last = runs.at(-1)
  const size = answer.state === 'done' ? answer.value.get(one.name) : undefined
  const ofAll = last && last.customers > 0 && size !== undefined ? size / last.customers : undefined
  const sizes = month?.sizes.get(one.name) ?? []
  return { ...one, size, ofAll, sizes, week: last && lastWeek(runs, one.name, ctx.now, app.shop.timeZone) }
}

function columnsOf(view: SegmentsView, young: Day | undefined): Column<Row>[] {
  const { say, format, app } = view
  const users = usersIn(app)
  return [
    { title: say('name'), heads: 'row', cell: (row) => <NameCell row={row} /> },
    { title: say('customers'), kind: 'number', cell: ({ size }) => (size === undefined ? '–' : format.number(size)) },
    { title: say('share'), kind: 'number', cell: ({ ofAll }) => (ofAll === undefined ? '–' : format.percent(ofAll)) },
    {
      title: say('thirty'),
      cell: ({ name, sizes, size }) =>
        sizes.filter((known) => known !== undefined).length > 1 && (
          <Sparkline values={sizes} label={say('sizeLabel', { name, n: format.number(size ?? 0) })} />
        ),
    },
    {
      title: young === undefined ? say('week') : say('weekSince', { day: format.day(young) }),
      kind: 'number',
      cell: ({ week }) => (week ? `+${format.number(week.entered)} −${format.number(week.left)}` : '–'),
    },
    { title: say('usedBy'), cell: ({ name }) => <Users users={users(name)} /> },
    { title: say('state'), cell: (row) => <State view={view} row={row} /> },
  ]
}

function NameCell({ row }: { readonly row: Row }) {
  const title = row.segment?.title
  return (
    <>
      <a href={`/segments/${row.name}`}>{row.name}</a>
      {title !== undefined && title !== row.name && <div class="soft">{title}</div>}
    </>
  )
}

function State({ view, row }: { readonly view: SegmentsView; readonly row: Row }) {
  const { say, app, ctx } = view
  const { segment, name } = row
  if (!segment) return <Badge tone="bad" word={say('brokenFile')} />
  const stage = app.shop.stages.indexOf(name)
  const failing = testExamples(segment, app.vocabulary, ctx.now).filter(({ problem }) => problem).length
  return (
    <>
      {stage >= 0 && <Badge tone="plain" word={say('stage', { n: stage + 1 })} />}{' '}
      {failing > 0 && <Badge tone="bad" word={say('examplesFail', { n: failing })} />}
    </>
  )
}

function NoSegment({ view: { say } }: { readonly view: SegmentsView }) {
  return (
    <Empty title={say('emptyTitle')} example={EXAMPLE}>
      <p>{say('emptyText')}</p>
    </Empty>
  )
}

const EXAMPLE = `segment: lapsed
title: Lapsed customers
who:
  all:
    - last_order: more than 180 days ago`
