import type { Voice } from '../view/view.ts'

/** A number in a table: a zero steps back, and what should be none is marked. */
export function Count(props: { readonly view: Voice; readonly value: number; readonly should?: 'be none' }) {
  const { view, value, should } = props
  const text = view.format.number(value)
  if (value === 0) return <span class="zero">{text}</span>
  return should ? <strong class="bad">{text}</strong> : text
}
