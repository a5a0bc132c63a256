import type { Answer, Answers } from '../background/answers.ts'
import { Polled, Working } from '../background/working.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { ScreenLink } from '../parts/screen-link.tsx'
import { Sparkline } from '../parts/sparkline.tsx'
import { pastMonth } from '../segments/past-month.ts'
import type { View } from '../view/view.ts'
import type { HomeWord } from '../words/home.ts'
import { sayIn } from '../words/index.ts'
import { segmentsWords } from '../words/segments.ts'
import type { Home } from './read-home.ts'

/** A stage with its size on each of the last days; a day that nobody counted is a gap. */
interface Stage {
  readonly name: string
  readonly sizes: readonly (number | undefined)[]
  readonly now: number
}

/**
 * How many customers each stage holds, as the last run wrote it down, and how that went: days without a run are worked
 * out from the orders.
 */
export async function StagesCard(props: {
  readonly view: View<HomeWord>
  readonly home: Home
  readonly answers: Answers
}) {
  const { view, home, answers } = props
  const newest = home.runs.find(({ state }) => state === 'done')
  if (!newest) return null
  const { say, format } = view
  const { customers } = newest.summary
  const columns: readonly Column<Stage>[] = [
    {
      title: say('stage'),
      heads: 'row',
      cell: ({ name }) => (
        <ScreenLink view={view} to={`/segments/${name}`}>
          {name}
        </ScreenLink>
      ),
    },
    { title: say('customers'), kind: 'number', cell: ({ now }) => format.number(now) },
    {
      title: say('share'),
      kind: 'number',
      cell: ({ now }) => (customers === 0 ? '–' : format.percent(now / customers)),
    },
    { title: say('week'), kind: 'number', cell: (stage) => change(view, stage) },
    { title: say('trend'), cell: (stage) => <Trend view={view} stage={stage} /> },
  ]
  const { stages } = view.app.shop
  const month = await pastMonth(view, answers, stages)
  const rows = stages.map((name) => ({
    name,
    now: newest.summary.segments[name] ?? 0,
    sizes: month.sizes.get(name) ?? [],
  }))
  return (
    <Polled view={view} id="stages" state={month.answer.state} kind="card five">
      <h2>{say('stages')}</h2>
      <DataTable view={view} caption={say('stages')} captionIs="hidden" columns={columns} rows={rows} />
      <p class="soft">
        {say('all', { n: customers })} {say('stagesNote', { at: format.near(newest.slot) })}
      </p>
      {month.answer.state !== 'done' && <PastDays view={view} answer={month.answer} />}
    </Polled>
  )
}

function PastDays(props: {
  readonly view: View<HomeWord>
  readonly answer: Exclude<Answer<unknown>, { state: 'done' }>
}) {
  const { view, answer } = props
  const say = sayIn(segmentsWords, view.language)
  return <Working view={view} answer={answer} doing={say('workingSizes')} failed={say('failed')} again={say('again')} />
}

function change({ format }: View<HomeWord>, { sizes, now }: Stage): string {
  const before = sizes.at(-8)
  if (before === undefined) return '–'
  const number = format.number(Math.abs(now - before))
  return now === before ? '0' : now > before ? `+${number}` : `−${number}`
}

function Trend({ view, stage }: { readonly view: View<HomeWord>; readonly stage: Stage }) {
  const { name, sizes } = stage
  const known = sizes.filter((size) => size !== undefined)
  const [from, to] = [known[0], known.at(-1)]
  if (from === undefined || to === undefined || known.length < 2) return '–'
  const { number } = view.format
  return <Sparkline values={sizes} label={view.say('trendSays', { stage: name, from: number(from), to: number(to) })} />
}
