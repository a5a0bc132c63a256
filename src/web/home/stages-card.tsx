import { addDays, type Day, localDay } from '../../calendar/index.ts'
import type { RunRow } from '../../insights/index.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { ScreenLink } from '../parts/screen-link.tsx'
import { Sparkline } from '../parts/sparkline.tsx'
import type { View } from '../view/view.ts'
import type { HomeWord } from '../words/home.ts'
import type { Home } from './read-home.ts'

const DAYS = 30
const LEAST_DAYS = 8

/** A stage with its size on each of the last days; a day without a run is a gap. */
interface Stage {
  readonly name: string
  readonly sizes: readonly (number | undefined)[]
  readonly now: number
}

/** How many customers each stage holds, and how that went: as the runs wrote it down. */
export function StagesCard({ view, home }: { readonly view: View<HomeWord>; readonly home: Home }) {
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
  return (
    <section class="card five">
      <h2>{say('stages')}</h2>
      <DataTable
        view={view}
        caption={say('stages')}
        captionIs="hidden"
        columns={columns}
        rows={stagesOf(view, home, newest)}
      />
      <p class="soft">
        {say('all', { n: customers })} {say('stagesNote', { at: format.near(newest.slot) })}
      </p>
    </section>
  )
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

function stagesOf({ app }: View<HomeWord>, { runs, today }: Home, newest: RunRow): Stage[] {
  const zone = app.shop.timeZone
  // Newest first, so that the last run of a day is the first one found.
  const byDay = new Map<Day, RunRow>()
  for (const run of runs) {
    const day = localDay(run.slot, zone)
    if (run.state === 'done' && !byDay.has(day)) byDay.set(day, run)
  }
  const oldest = [...byDay.keys()].at(-1) ?? today
  const all = Array.from({ length: DAYS }, (_, index) => addDays(today, index - DAYS + 1))
  // A shop that began a few days ago is not shown as a long gap.
  const days = all.filter((day, index) => day >= oldest || index >= DAYS - LEAST_DAYS)
  return app.shop.stages.map((name) => ({
    name,
    now: newest.summary.segments[name] ?? 0,
    sizes: days.map((day) => byDay.get(day)?.summary.segments[name]),
  }))
}
