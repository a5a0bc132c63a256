import type { Child } from 'hono/jsx'
import type { Voice } from '../view/view.ts'

/**
 * A picture with its title, the finding in words, what day and zone the numbers are of, and the same numbers as a table
 * and as CSV. `picture` is an svg with `role="img"`, a title and a desc of its own.
 */
export function ChartFrame(props: {
  readonly view: Voice
  readonly title: string
  readonly finding: string
  readonly picture: Child
  readonly table: Child
  /** A path that answers with CSV. */
  readonly csv: string
  /** How much of a row it takes; half without a word. */
  readonly wide?: 'wide' | 'third'
}) {
  const { view, title, finding, picture, table, csv } = props
  return (
    <section class={`card chart ${props.wide ? SPANS[props.wide] : ''}`}>
      <h2>{title}</h2>
      <p class="soft">{finding}</p>
      {/* It scrolls by itself on a phone, and the keyboard must get into it. */}
      <section class="picture" aria-label={title} tabindex={0}>
        {picture}
      </section>
      <details>
        <summary>{view.frame('numbers')}</summary>
        {table}
      </details>
      <a href={csv} download>
        CSV
      </a>
    </section>
  )
}

/** Classes of a card of a row. */
export const SPANS = { wide: 'wide-card', third: 'third' } as const
