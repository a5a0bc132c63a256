import type { Day } from '../../calendar/index.ts'
import { type Instant, isoInstant } from '../../clock.ts'
import type { Voice } from '../view/view.ts'

/** A day of the shop. */
export function DayOf({ view, day }: { readonly view: Voice; readonly day: Day }) {
  return <time datetime={day}>{view.format.day(day)}</time>
}

/** An instant on the shop's clock; `as="ago"` says its age, with the date on hover and for screen readers; `as="exact"` says the second. */
export function When(props: {
  readonly view: Voice
  readonly at: Instant
  readonly as?: 'instant' | 'exact' | 'ago' | 'near'
}) {
  const { view, at, as = 'instant' } = props
  const { format } = view
  if (as === 'instant' || as === 'exact') return <time datetime={isoInstant(at)}>{format[as](at)}</time>
  return (
    <time datetime={isoInstant(at)} title={format.instant(at)}>
      {as === 'ago' ? format.ago(at) : format.near(at)}
      {as === 'ago' && <span class="unseen"> ({format.instant(at)})</span>}
    </time>
  )
}
