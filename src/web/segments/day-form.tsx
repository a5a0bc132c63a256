import type { SegmentsWord } from '../words/segments.ts'
import type { SeenOn } from './seen-on.ts'

/** Asks for another day; `?on=` stands in the address. */
export function DayForm({ seen }: { readonly seen: SeenOn<SegmentsWord> }) {
  const { view, day, today } = seen
  const { say, url } = view
  const kept = ['days', 'by', 'q', 'sort'].flatMap((name) => {
    const value = url.searchParams.get(name) ?? ''
    return value === '' ? [] : [{ name, value }]
  })
  return (
    <form class="on-day" method="get" action={url.pathname}>
      <label for="on">{say('on')}</label>
      <input id="on" type="date" name="on" value={day} max={today} required />
      {kept.map(({ name, value }) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit">{say('showDay')}</button>
    </form>
  )
}
