import { raw } from 'hono/html'
import type { InsightRange, Insights } from '../../app/index.ts'
import { Switch } from '../parts/switch.tsx'
import { Empty } from '../parts/empty.tsx'
import { withParams } from '../view/links.ts'
import { InsightTabs } from './tabs.tsx'
import type { Counting } from './counting.ts'
import { type InsightProps, type InsightView, ranges } from './insight-view.ts'

/** How far back: 30, 90, 180 days or all. */
export function RangeSwitch({ view, range }: { readonly view: InsightView; readonly range: InsightRange }) {
  return (
    <Switch
      view={view}
      label={view.say('range')}
      name="days"
      chosen={String(range)}
      choices={ranges.map((one) => ({
        value: String(one),
        label: one === 'all' ? view.say('all') : view.say('days', { n: one }),
      }))}
    />
  )
}

/** The pictures, in rows that use the page; what is not counted yet is being counted. */
export function InsightsPage(
  props: InsightProps & {
    readonly counting: Counting
    /** The pictures, drawn. */
    readonly cards: string
  },
) {
  const { view, insights, counting } = props
  const { say, format, app } = view
  if (insights.first === undefined) {
    return (
      <>
        <InsightTabs view={view} shown="overview" />
        <Empty title={say('empty')} example="perennial import orders orders.csv">
          <p>{say('emptyText')}</p>
        </Empty>
      </>
    )
  }
  return (
    <div id="insights">
      <InsightTabs view={view} shown="overview" />
      <p class="lead">{say('lead', { at: format.instant(view.ctx.now), zone: app.shop.timeZone })}</p>
      <Progress view={view} insights={insights} counting={counting} />
      {raw(props.cards)}
      <form method="post" action="/insights/recount">
        <button type="submit">{say('recount')}</button> <small>{say('recountWhy')}</small>
      </form>
    </div>
  )
}

/** Asks again by itself while something is counted; without scripts there is a link. */
function Progress(props: { readonly view: InsightView; readonly insights: Insights; readonly counting: Counting }) {
  const { view, insights, counting } = props
  const { say, format, url } = view
  if (counting.state === 'failed') return <p class="bad">✕ {say('failed')}</p>
  if (counting.state === 'idle' && insights.todo.length === 0) return null
  const { done, of } = counting.state === 'working' ? counting.progress : { done: 0, of: 0 }
  const words = of === 0 ? say('begun') : say('counting', { done: format.number(done), of: format.number(of) })
  const here = withParams(url, {})
  return (
    <p
      class="counting soft"
      hx-get={here}
      hx-trigger="load delay:1s"
      hx-target="#insights"
      hx-select="#insights"
      hx-swap="outerHTML"
    >
      <progress max={Math.max(1, of)} value={done} aria-label={words}></progress>
      <span>{words}</span>
      <a href={here}>{say('again')}</a>
    </p>
  )
}
