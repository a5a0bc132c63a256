import type { Child } from 'hono/jsx'
import type { Instant } from '../../clock.ts'
import { ChartFrame } from '../parts/chart-frame.tsx'
import { withParams } from '../view/links.ts'
import type { InsightView } from './insight-view.ts'

/** Pixels inside a card over the whole width, over half of it, and on a phone. */
export const widths = { whole: 1280, half: 613, phone: 305 } as const

/** A picture drawn for a wide window and once more for a phone: text keeps its size on both. */
export function BothWidths(props: { readonly broad: Child; readonly narrow: Child }) {
  return (
    <>
      <div class="broad">{props.broad}</div>
      <div class="narrow">{props.narrow}</div>
    </>
  )
}

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
  readonly wide?: 'wide'
  readonly picture: Child
  readonly table: Child
}) {
  const { view, name, title, finding, asOf, note, picture, table } = props
  const wide = props.wide ? { wide: props.wide } : {}
  if (finding === undefined) {
    return (
      <section class={`card chart ${props.wide ? 'wide-card' : ''}`}>
        <h2>{title}</h2>
        <p class="pending">{view.say('pending')}</p>
      </section>
    )
  }
  const path = new URL(`${view.url.pathname.replace(/\/$/, '')}/${name}.csv${view.url.search}`, view.url)
  const old = asOf !== undefined && asOf < view.ctx.now ? view.say('older', { at: view.format.instant(asOf) }) : ''
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
