import { type Day, endOfDay, isDay, localDay } from '../../calendar/index.ts'
import { formatsFor } from '../view/formats.ts'
import type { View } from '../view/view.ts'

/** A page as of a day: the view's `now` lies at its end. */
export interface SeenOn<Word extends string> {
  readonly view: View<Word>
  readonly day: Day
  readonly today: Day
  /** `then`: a day in the past was asked for. */
  readonly at: 'now' | 'then'
}

/** Reads `?on=`: a past day shows the page as it would have been then, by the rules of today. */
export function seenOn<Word extends string>(view: View<Word>): SeenOn<Word> {
  const { app, ctx, url, language } = view
  const zone = app.shop.timeZone
  const today = localDay(ctx.now, zone)
  const on = url.searchParams.get('on') ?? ''
  if (!isDay(on) || on >= today) return { view, day: today, today, at: 'now' }
  const now = endOfDay(on, zone) - 1
  return {
    view: { ...view, ctx: app.at(now), format: formatsFor(language, app.shop, now) },
    day: on,
    today,
    at: 'then',
  }
}
