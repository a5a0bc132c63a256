import type { PropsWithChildren } from 'hono/jsx'

/** An empty place that teaches: what would stand here, and what to do for it. `example` is text to copy. */
export function Empty(props: PropsWithChildren<{ readonly title: string; readonly example?: string }>) {
  return (
    <div class="empty">
      <p class="empty-title">{props.title}</p>
      {props.children}
      {props.example !== undefined && (
        <pre tabindex={0}>
          <code>{props.example}</code>
        </pre>
      )}
    </div>
  )
}
