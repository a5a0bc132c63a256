import type { Child } from 'hono/jsx'

/** A number with what it counts; `note` says its base or its day. A list of them stands in `<dl class="stats">`. */
export function Stat(props: { readonly label: Child; readonly value: Child; readonly note?: Child }) {
  return (
    <div class="stat">
      <dt>{props.label}</dt>
      <dd>
        <span class="value">{props.value}</span>
        {props.note && <span class="note">{props.note}</span>}
      </dd>
    </div>
  )
}
