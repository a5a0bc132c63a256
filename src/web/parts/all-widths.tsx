import type { Child } from 'hono/jsx'

/** Pixels inside a card over the whole width, over two thirds, half and a third of it, and on a phone. */
export const widths = { whole: 1240, twoThirds: 790, half: 590, third: 385, phone: 305 } as const

/** A picture drawn for each width of a window: text keeps its size on all. Without `middle` the broad one serves. */
export function AllWidths(props: { readonly broad: Child; readonly middle?: Child; readonly narrow: Child }) {
  const { broad, middle, narrow } = props
  return (
    <>
      <div class={middle ? 'broad' : 'broad middle'}>{broad}</div>
      {middle && <div class="middle">{middle}</div>}
      <div class="narrow">{narrow}</div>
    </>
  )
}
