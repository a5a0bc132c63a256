import type { Child } from 'hono/jsx'
import type { Instant } from '../../clock.ts'
import { ChartFrame, SPANS } from '../parts/chart-frame.tsx'
import { withParams } from '../view/links.ts'
import type { InsightView } from './insight-view.ts'

/** A card with a picture, its table and its CSV; without an answer it says that none is counted yet. */
export function InsightCard(props: {
  readonly view: InsightView
  /** The name of the CSV file, without its ending. */
  readonly name: string
  readonly title: string
  readonly finding: string | undefined
  /** When the answer was true, where that is earlier than the page says. */
  readonly asOf?: Instant | undefined
  readonly note?: string | undefined
  readonly wide?: 'wide' | 'third'
  readonly picture: Child
  readonly table: Child
}) {
  const { view, name, title, finding, asOf, note, picture, table } = props
  const wide = props.wide ? { wide: props.wide } : {}
  if (finding === undefined) {
    return (
      <section class={`card chart ${props.wide ? SPANS[props.wide] : ''}`}>
        <h2>{title}</h2>
        <p class="pending">{view.say('pending')}</p>
      </section>
    )
  }
  const path = new URL(`${view.url.pathname.replace(/\/$/, '')}/${name}.csv${view.url.search}`, view.url)
  const [then, now] = [asOf ?? view.ctx.now, view.ctx.now].map((at) => view.format.instant(at))
  const old = then === now || then === undefined ? '' : view.say('older', { at: then })
  return (
    <ChartFrame
      view={view}
      title={title}
      finding={[finding, note, old].filter(Boolean).join(' ')}
      picture={picture}
      table={<div class="scroll">{table}</div>}
      csv={withParams(path, {})}
      {...wide}
    />
  )
}
