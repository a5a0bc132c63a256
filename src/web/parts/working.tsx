import type { PropsWithChildren } from 'hono/jsx'
import type { Voice } from '../view/view.ts'

/**
 * A place whose content is still being worked out: it asks again by itself, by a link where scripts are off. `id` is
 * that of the element around it, which is exchanged for what the same address then shows.
 */
export function Working(
  props: PropsWithChildren<{ readonly view: Voice; readonly id: string; readonly again: string }>,
) {
  const { view, id, again, children } = props
  const here = `${view.url.pathname}${view.url.search}`
  return (
    <div
      class="working"
      hx-get={here}
      hx-trigger="load delay:700ms"
      hx-target={`#${id}`}
      hx-select={`#${id}`}
      hx-swap="outerHTML"
    >
      <p>
        <span class="pulse" aria-hidden="true"></span> {children} <a href={here}>{again}</a>
      </p>
    </div>
  )
}
